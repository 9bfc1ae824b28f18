/** A function that computes its value when it is first asked for, and keeps it; a failure is not kept. */
export function once<Value>(compute: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | undefined;
  return () => {
    const value = kept ?? compute();
    kept = value;
    value.catch(() => {
      if (kept === value) kept = undefined;
    });
    return value;
  };
}
