import { z } from "zod";

/** Somebody as administrators see them. */
export const PersonEntry = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.string(),
  roleName: z.string(),
  twoFactorEnabled: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().optional().describe("Of their devices, exact to a day"),
  suspendedAt: z.iso.datetime().optional(),
  deviceCount: z.int().describe("Where they are signed in"),
  invitedBy: z.object({ id: z.string(), name: z.string() }).optional(),
});

/** A person by their id. */
export const PersonId = z.string().min(1).max(100);
