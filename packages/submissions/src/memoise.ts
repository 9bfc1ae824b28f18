/** Answers each key once and remembers it: bounded by the keys of whoever holds the function. */
export function memoise<Key, Value>(judge: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = judge(key);
    known.set(key, value);
    return value;
  };
}
