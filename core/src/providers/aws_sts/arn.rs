//! Amazon Resource Names.

/// The parts of an ARN: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arn<'a> {
    pub(super) partition: &'a str,
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Reads an ARN; `None` where a part that every ARN has is missing.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.trim().splitn(6, ':');
        let head = parts.next()?;
        let arn = Self {
            partition: parts.next()?,
            service: parts.next()?,
            region: parts.next()?,
            account: parts.next()?,
            resource: parts.next()?,
        };
        let whole = head == "arn" && !arn.partition.is_empty() && !arn.resource.is_empty();
        whole.then_some(arn)
    }

    /// What follows a kind of resource, as in `role/NAME`, where it is of that kind.
    pub(super) fn of_kind(&self, service: &str, kind: &str) -> Option<&'a str> {
        let rest = self.resource.strip_prefix(kind).filter(|_| self.service == service)?;
        rest.strip_prefix(['/', ':']).filter(|name| !name.is_empty())
    }

    /// The role as STS writes it into a token, out of its own ARN or a session's. A session's ARN leaves the role's path out,
    /// so that the answer lacks it too.
    pub(super) fn role(&self) -> Option<String> {
        let Self { partition, account, .. } = self;
        let name = match self.of_kind("sts", "assumed-role") {
            Some(session) => session.split('/').next()?,
            None => self.of_kind("iam", "role")?,
        };
        Some(format!("arn:{partition}:iam::{account}:role/{name}"))
    }
}

/// Whether a text is an account's id: twelve digits.
pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A function's ARN without the version or alias behind its name, as tokens have it.
pub(super) fn function(text: &str) -> Option<String> {
    let arn = Arn::parse(text)?;
    let name = arn.of_kind("lambda", "function")?.split(':').next()?;
    let Arn { partition, region, account, .. } = arn;
    Some(format!("arn:{partition}:lambda:{region}:{account}:function:{name}"))
}
