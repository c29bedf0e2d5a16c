import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";

import { expect, test } from "vitest";

import { cutStalledBody } from "./cut-stalled-body.ts";

test.for([
  ["a body that stops coming ends its connection", "12345", true],
  ["a body that came is answered, however long that takes", "1234567890", false],
] as const)("%s", async ([, body, isCut]) => {
  const server = createServer((request, response) => {
    cutStalledBody(request, 50);
    request.on("error", () => undefined);
    request.on("end", () => setTimeout(() => response.end("done"), 300)).resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => (answer += data.toString()));
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\n${body}`,
  );
  await once(socket, "close");
  expect(answer.includes("done")).toBe(!isCut);
  server.close();
});
