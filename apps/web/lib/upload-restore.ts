import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";

/** How an upload is followed, and ended. */
export interface UploadOptions {
  signal: AbortSignal;
  /** How much was sent, in bytes. */
  onProgress: (sent: number, total: number) => void;
}

/**
 * Sends a file whose torrents are to be restored; throws `RequestError` when it is refused. Only an
 * XMLHttpRequest tells how much was sent.
 */
export function uploadRestore(file: File, { signal, onProgress }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name.slice(-200) });
    request.open("POST", `${serverPath("/api/v1/system/restores/file")}?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener("load", () => {
      if (request.status === 202) resolve();
      else {
        const body = readBody(request.responseText);
        void RequestError.from(request.status, body).then(reject, reject);
      }
    });
    request.addEventListener("error", () => reject(new Error("no answer came")));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** A proxy in between answers with a page of its own. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
