/**
 * The key in an `Authorization` header: `Bearer <key>`, or the password of `Basic`, whose user name is ignored. Null where
 * there is none; a text that is no key is answered as it stands, to be refused as one.
 */
export function keyInAuthorization(header: string | undefined): string | null {
  const [, scheme = "", value = ""] = /^\s*([a-z]+)\s+(\S+)\s*$/i.exec(header ?? "") ?? [];
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const decoded = Buffer.from(value, "base64").toString("utf8");
  const password = decoded.slice(decoded.indexOf(":") + 1);
  return decoded.includes(":") && password !== "" ? password : null;
}
