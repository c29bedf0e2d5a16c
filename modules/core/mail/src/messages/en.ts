import type { Catalogue } from "./catalogue.ts";

const IGNORE = "If this was not you, you can ignore this message: nothing was changed.";

/** Messages in English. */
export const en: Catalogue = {
  "verify-email": ({ name, site }) => ({
    subject: `Confirm your e-mail address for ${site}`,
    before: [
      `Hello ${name},`,
      `please confirm that this address belongs to your account at ${site}.`,
    ],
    action: "Confirm address",
    after: ["The link works for one day.", IGNORE],
  }),
  "reset-password": ({ name, site }) => ({
    subject: `Choose a new password for ${site}`,
    before: [`Hello ${name},`, `somebody asked for a new password for your account at ${site}.`],
    action: "Choose a new password",
    after: ["The link works once, within the next 30 minutes.", IGNORE],
  }),
  "confirm-email-change": ({ name, newEmail, site }) => ({
    subject: `Change of your e-mail address at ${site}`,
    before: [
      `Hello ${name},`,
      `somebody asked to change the e-mail address of your account at ${site} to ${newEmail}.`,
    ],
    action: "Allow the change",
    after: [
      "After that the new address receives a message to confirm it.",
      "If this was not you, do not follow the link, and change your password.",
    ],
  }),
  "verify-new-email": ({ name, site }) => ({
    subject: `Confirm your new e-mail address for ${site}`,
    before: [`Hello ${name},`, `please confirm your new e-mail address at ${site}.`],
    action: "Confirm new address",
    after: ["The link works for one day.", IGNORE],
  }),
  "account-exists": ({ name, site }) => ({
    subject: `You have an account at ${site}`,
    before: [
      `Hello ${name},`,
      `somebody tried to register at ${site} with this address, which has an account already.`,
      "If it was you, sign in, or choose a new password if you have forgotten yours.",
    ],
    action: "Choose a new password",
    after: [IGNORE],
  }),
  "password-changed": ({ name, site }) => ({
    subject: `Your password at ${site} was changed`,
    before: [
      `Hello ${name},`,
      `the password of your account at ${site} was changed, and all other devices were signed out.`,
      "If this was not you, choose a new password now.",
    ],
    action: "Choose a new password",
  }),
  "account-made": ({ name, inviter, site }) => ({
    subject: `Your account at ${site}`,
    before: [`Hello ${name},`, `${inviter} made an account for you at ${site}.`],
    action: "Choose your password",
    after: ["The link works once, within a week."],
  }),
  invitation: ({ inviter, site }) => ({
    subject: `An invitation to ${site}`,
    before: ["Hello,", `${inviter} invites you to ${site}.`],
    action: "Accept the invitation",
    after: ["If you do not know what this is about, you can ignore this message."],
  }),
  notification: ({ subject, text, open, footer, site }) => ({
    subject: `${subject} (${site})`,
    before: text.split("\n"),
    action: open,
    after: [footer],
  }),
  test: ({ site }) => ({
    subject: `A test message from ${site}`,
    before: [`This is a test: ${site} can send messages.`],
  }),
};
