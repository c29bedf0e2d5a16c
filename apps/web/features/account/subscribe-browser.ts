import { currentLanguage } from "../../lib/messages/language.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";

/** Why this browser cannot be told while the page is closed. */
export type PushProblem = "insecure" | "unsupported" | "denied";

/** Why this browser cannot be told while the page is closed, undefined when it can. */
export function findPushProblem(): PushProblem | undefined {
  if (!window.isSecureContext) return "insecure";
  const isOffered =
    "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!isOffered) return "unsupported";
  return Notification.permission === "denied" ? "denied" : undefined;
}

/**
 * Asks the person, then the browser's push service, and tells the server.
 * @throws what the browser says, when the person or the service refuses
 */
export async function subscribeBrowser(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error(t("notify.pushNotAllowed"));
  }
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  // One that was made with another key of this server receives nothing any more.
  if (known !== null && !isOfKey(known, publicKey)) await known.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  await orpc.notifications.push.subscribe.call({ endpoint, keys: { p256dh, auth } });
  await orpc.notifications.settings.update.call({ language: currentLanguage() });
}

function isOfKey({ options }: PushSubscription, publicKey: string): boolean {
  const { applicationServerKey: key } = options;
  if (key === null) return false;
  const text = btoa(String.fromCodePoint(...new Uint8Array(key)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === publicKey;
}
