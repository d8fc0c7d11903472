/// Fails to compile if the named type ever becomes `Serialize`, `Display` or `Clone`: the second implementation then
/// applies as well, and the call below becomes ambiguous.
///
/// A type that has none of it passes:
///
/// ```
/// include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/secret/never_leaves.rs"));
/// struct Secret;
/// never_leaves!(Secret: serde::Serialize, std::fmt::Display, Clone);
/// # fn main() {}
/// ```
///
/// One that can be copied, printed or serialised does not:
///
/// ```compile_fail
/// include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/secret/never_leaves.rs"));
/// #[derive(Clone)]
/// struct Secret;
/// never_leaves!(Secret: Clone);
/// # fn main() {}
/// ```
///
/// ```compile_fail
/// include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/secret/never_leaves.rs"));
/// struct Secret;
/// impl std::fmt::Display for Secret {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.write_str("secret")
///     }
/// }
/// never_leaves!(Secret: std::fmt::Display);
/// # fn main() {}
/// ```
///
/// ```compile_fail
/// include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/secret/never_leaves.rs"));
/// #[derive(serde::Serialize)]
/// struct Secret;
/// never_leaves!(Secret: serde::Serialize);
/// # fn main() {}
/// ```
macro_rules! never_leaves {
    ($type:ty: $($forbidden:path),+) => {
        const _: () = {
            trait Ambiguous<Marker> {
                fn check() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            $({
                struct Marker;
                impl<T: ?Sized + $forbidden> Ambiguous<Marker> for T {}
                let _ = <$type as Ambiguous<_>>::check;
            })+
        };
    };
}
