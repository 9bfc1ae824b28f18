/** A setting as it may be shown: secrets and the user part of a URL are hidden. Keys that end in _FILE hold a path. */
export function maskSetting(key: string, text: string | undefined): string {
  if (text === undefined) return "nothing";
  if (isSecretKey(key)) return "(hidden)";
  return JSON.stringify(text.replace(/\/\/[^/@\s]*@/g, "//(hidden)@"));
}

function isSecretKey(key: string): boolean {
  return /PASSWORD|TOKEN|SECRET|KEY(?!S_)/.test(key) && !key.endsWith("_FILE");
}
