import type { IncomingMessage } from "node:http";

/** Ends the connection of a request whose body stops coming for `timeoutMs`, before its end. */
export function cutStalledBody(request: IncomingMessage, timeoutMs: number): void {
  const { socket, headers } = request;
  const hasBody =
    headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  if (!hasBody) return;
  const cut = () => socket.destroy();
  socket.setTimeout(timeoutMs, cut);
  const release = () => {
    socket.setTimeout(0);
    socket.off("timeout", cut);
  };
  request.once("end", release);
  request.once("close", release);
}
