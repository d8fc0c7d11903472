//! Service accounts as the Admin API has them.

use super::members::{Members, Null};
use super::recognise::Kind;
use crate::ids::ServiceAccountId;
use crate::rule::AccountDraft;

/// Members of a service account, those that are written first.
pub(super) const MEMBERS: &[&str] = &[
    "name",
    "description",
    "organization_role",
    "id",
    "type",
    "created_at",
    "updated_at",
    "archived_at",
    "created_by_actor_id",
    "updated_by_actor_id",
    "archived_by_actor_id",
];

/// Members that every resource has, and that only the service sets.
pub(super) const READ_ONLY: &[&str] =
    &["created_at", "updated_at", "created_by_actor_id", "updated_by_actor_id", "archived_by_actor_id"];

pub(super) fn read(mut members: Members<'_>) -> AccountDraft {
    members.check_type(Kind::Account);
    members.skip(READ_ONLY);
    let draft = AccountDraft {
        id: members.id("id", Null::Refused, ServiceAccountId::PLACEHOLDER),
        name: members.text("name", Null::Refused),
        description: members.text("description", Null::Allowed),
        organization_role: members.text("organization_role", Null::Refused),
        archived: is_archived(&mut members),
    };
    members.finish(MEMBERS);
    draft
}

/// Whether the service says when it was archived.
pub(super) fn is_archived(members: &mut Members<'_>) -> bool {
    members.take("archived_at").is_some_and(|at| !at.is_null())
}
