import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { describeDeployment, type InboxDeployment, inboxDeployment, isSameDeployment } from "./inbox-deployment.ts";
import { InboxError } from "./inbox-error.ts";
import { flushFolder } from "./write-durably.ts";

/** Says in the inbox itself whose it is; the leading dot keeps it from being taken. */
export const INBOX_MARKER = ".yardstick-inbox.json";

const marker = z.object({ deployment: inboxDeployment });

/**
 * Makes sure that the inbox is this deployment's, and makes it so where it is nobody's. Called before every look and not
 * only at the start, so that a marker that is deleted under a running watcher lets no second one in beside it; who this
 * deployment is does not change while it runs, and is asked once. The promise rejects with an InboxError
 * (`INBOX_OF_ANOTHER`, `MARKER_UNREADABLE`) or an error of the file system.
 */
export function createInboxClaim(inbox: string, deployment: () => Promise<InboxDeployment>): () => Promise<void> {
  let own: InboxDeployment | null = null;
  return async () => {
    own ??= await deployment();
    await claimInbox(inbox, own);
  };
}

async function claimInbox(inbox: string, own: InboxDeployment): Promise<void> {
  const path = join(inbox, INBOX_MARKER);
  const found = await readFile(path, "utf8").catch(missingIsNull);
  if (found !== null) return judgeMarker(path, found, own);
  if (await createMarker(path, own)) return flushFolder(inbox);
  judgeMarker(path, await readFile(path, "utf8"), own);
}

function judgeMarker(path: string, text: string, own: InboxDeployment): void {
  const found = parseMarker(text);
  if (found === null) {
    const advice = "if no other deployment watches this folder, delete it, and it is written again";
    throw new InboxError("MARKER_UNREADABLE", `${path} does not say whose folder this is: ${advice}`);
  }
  if (isSameDeployment(found.deployment, own)) return;
  const whose = `its files go into ${describeDeployment(found.deployment)}, and not into ${describeDeployment(own)}`;
  const advice = `If it changed hands, stop the other deployment and delete ${path}`;
  throw new InboxError("INBOX_OF_ANOTHER", `this folder is another deployment's: ${whose}. ${advice}`);
}

function parseMarker(text: string): z.infer<typeof marker> | null {
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** False where another process was first. Not by a rename, which would put one marker over another's. */
async function createMarker(path: string, deployment: InboxDeployment): Promise<boolean> {
  const file = await open(path, "wx").catch(existsIsNull);
  if (file === null) return false;
  try {
    await file.writeFile(`${JSON.stringify({ deployment })}\n`);
    await file.sync();
    return true;
  } catch (error) {
    // Half a marker, as on a full disk, would keep everybody out.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

const codeIsNull =
  (code: string) =>
  (error: NodeJS.ErrnoException): null => {
    if (error.code === code) return null;
    throw error;
  };
const missingIsNull = codeIsNull("ENOENT");
const existsIsNull = codeIsNull("EEXIST");
