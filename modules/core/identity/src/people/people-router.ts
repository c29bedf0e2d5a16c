import { procedure, SCOPES } from "@minato/kit";
import { z } from "zod";

import { listRoles } from "../roles/list-roles.ts";
import { Role, RoleId } from "../roles/role.ts";
import { deleteRole, createRole, NewRole, RoleChange, updateRole } from "../roles/save-role.ts";
import {
  assignRole,
  deletePerson,
  resumePerson,
  signPersonOut,
  suspendPerson,
} from "./change-person.ts";
import { CreatedPerson, createPerson, NewPerson } from "./create-person.ts";
import { listPeople, loadPerson, PeopleListInput, PeoplePage } from "./list-people.ts";
import { PersonEntry, PersonId } from "./person-entry.ts";

const tags = ["People"];
const errors = { UNAUTHORIZED: {}, FORBIDDEN: {} };
const changeErrors = { ...errors, BAD_REQUEST: {}, NOT_FOUND: {}, CONFLICT: {} };
const OnePerson = z.object({ id: PersonId });

/** Accounts of others. */
export const peopleRouter = {
  list: procedure("admin")
    .route({
      method: "GET",
      path: "/admin/people",
      summary: "People by name, address, role or suspension",
      tags,
    })
    .input(PeopleListInput)
    .output(PeoplePage)
    .errors({ ...errors, BAD_REQUEST: {} })
    .handler(({ context, input }) => listPeople(context.ctx, input)),
  create: procedure("admin")
    .route({
      method: "POST",
      path: "/admin/people",
      summary: "Make an account for somebody, who chooses the password through a link",
      tags,
    })
    .input(NewPerson)
    .output(CreatedPerson)
    .errors({ ...errors, BAD_REQUEST: {}, CONFLICT: {} })
    .handler(({ context, input }) => createPerson(context, input)),
  update: procedure("admin")
    .route({
      method: "PATCH",
      path: "/admin/people/{id}",
      summary: "Give somebody another role, suspend them or let them in again",
      tags,
    })
    .input(OnePerson.extend({ role: RoleId.optional(), suspended: z.boolean().optional() }))
    .output(PersonEntry)
    .errors(changeErrors)
    .handler(async ({ context, input: { id, role, suspended } }) => {
      const { ctx } = context;
      if (role !== undefined) await assignRole(ctx, context, id, role);
      if (suspended === true) await suspendPerson(ctx, context, id);
      if (suspended === false) await resumePerson(ctx, context, id);
      return loadPerson(ctx, id);
    }),
  signOut: procedure("admin")
    .route({
      method: "POST",
      path: "/admin/people/{id}/sign-out",
      summary: "Sign every device of somebody out",
      tags,
    })
    .input(OnePerson)
    .output(z.object({ ended: z.int() }))
    .errors(changeErrors)
    .handler(({ context, input }) => signPersonOut(context.ctx, context, input.id)),
  delete: procedure("admin")
    .route({
      method: "DELETE",
      path: "/admin/people/{id}",
      summary: "Delete somebody's account",
      tags,
      successStatus: 204,
    })
    .input(OnePerson)
    .output(z.void())
    .errors(changeErrors)
    .handler(({ context, input }) => deletePerson(context.ctx, context, input.id)),
};

/** What people may do. */
export const rolesRouter = {
  list: procedure("admin")
    .route({ method: "GET", path: "/admin/roles", summary: "Roles with their permissions", tags })
    .input(z.object({}).optional())
    .output(z.object({ items: z.array(Role), permissions: z.array(z.enum(SCOPES)) }))
    .errors(errors)
    .handler(async ({ context }) => ({
      items: await listRoles(context.ctx),
      permissions: [...SCOPES],
    })),
  create: procedure("admin")
    .route({ method: "POST", path: "/admin/roles", summary: "Make a role", tags })
    .input(NewRole)
    .output(z.object({ id: RoleId }))
    .errors({ ...errors, BAD_REQUEST: {}, CONFLICT: {} })
    .handler(({ context, input }) => createRole(context.ctx, context, input)),
  update: procedure("admin")
    .route({
      method: "PATCH",
      path: "/admin/roles/{id}",
      summary: "Rename a role or change what it may do; it counts within a second",
      tags,
      successStatus: 204,
    })
    .input(RoleChange)
    .output(z.void())
    .errors(changeErrors)
    .handler(({ context, input }) => updateRole(context.ctx, context, input)),
  delete: procedure("admin")
    .route({
      method: "DELETE",
      path: "/admin/roles/{id}",
      summary: "Remove a role that nobody has",
      tags,
      successStatus: 204,
    })
    .input(z.object({ id: RoleId }))
    .output(z.void())
    .errors(changeErrors)
    .handler(({ context, input }) => deleteRole(context.ctx, context, input.id)),
};
