import { openProcedure } from "@minato/kit";
import { z } from "zod";

import { findInvitation, InvitationDescription } from "./find-invitation.ts";
import { register, Registered, Registration } from "./register.ts";
import { DeviceSignIn, signInDevice } from "./sign-in-device.ts";
import { describeSignIn, SignInOptions } from "./sign-in-options.ts";
import { endTokenFamily, refreshTokenFamily, TokenPair } from "./token-family.ts";

const tags = ["Sign-in"];
const RefreshToken = z.object({ refreshToken: z.string().min(1).max(200) });

/** What strangers may call: each of these makes a credential, takes one away or tells how to. */
export const signInRouter = {
  signIn: {
    options: openProcedure
      .route({
        method: "GET",
        path: "/auth/options",
        summary: "How one may sign in or register",
        tags,
      })
      .input(z.object({}).optional())
      .output(SignInOptions)
      .handler(({ context }) => describeSignIn(context.ctx)),
  },
  tokens: {
    login: openProcedure
      .route({
        method: "POST",
        path: "/auth/login",
        summary: "Sign in a program that keeps no cookies: an access and a refresh token",
        tags,
      })
      .input(DeviceSignIn)
      .output(TokenPair)
      .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {}, TOO_MANY_REQUESTS: {} })
      .handler(({ context, input }) => signInDevice(context, input)),
    refresh: openProcedure
      .route({
        method: "POST",
        path: "/auth/refresh",
        summary: "Exchange a refresh token for the next pair; each works once",
        tags,
      })
      .input(RefreshToken)
      .output(TokenPair)
      .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {} })
      .handler(({ context, input }) =>
        refreshTokenFamily(context.ctx, input.refreshToken, context.address),
      ),
    logout: openProcedure
      .route({
        method: "POST",
        path: "/auth/logout",
        summary: "Sign the device of a refresh token out",
        tags,
        successStatus: 204,
      })
      .input(RefreshToken)
      .output(z.void())
      .errors({ BAD_REQUEST: {} })
      .handler(({ context, input }) => endTokenFamily(context.ctx, input.refreshToken)),
  },
  registration: {
    register: openProcedure
      .route({
        method: "POST",
        path: "/auth/register",
        summary: "Make an account, where registration is open or with an invitation",
        tags,
      })
      .input(Registration)
      .output(Registered)
      .errors({ BAD_REQUEST: {}, FORBIDDEN: {}, NOT_FOUND: {}, GONE: {} })
      .handler(({ context, input }) => register(context, input)),
    invitation: openProcedure
      .route({
        method: "POST",
        path: "/auth/invitation",
        summary: "Who invites, to whoever holds the code",
        tags,
      })
      .input(z.object({ code: z.string().min(1).max(100) }))
      .output(InvitationDescription)
      .errors({ BAD_REQUEST: {}, NOT_FOUND: {}, GONE: {} })
      .handler(async ({ context, input }) => {
        const { inviter, email, expiresAt } = await findInvitation(context.ctx, input.code);
        return {
          ...(inviter === null ? {} : { inviter }),
          ...(email === null ? {} : { email }),
          expiresAt: expiresAt.toISOString(),
        };
      }),
  },
};
