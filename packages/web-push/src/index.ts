export {
  encryptMessage,
  MAX_MESSAGE_BYTES,
  readSubscriptionKeys,
  type MessageSeed,
  type SubscriptionKeys,
} from "./encrypt-message.ts";
export { PushError } from "./push-error.ts";
export { createVapidKeys, signVapid, type VapidClaims, type VapidKeys } from "./vapid.ts";
export {
  writePushRequest,
  type PushMessage,
  type PushSender,
  type PushUrgency,
} from "./write-push-request.ts";
