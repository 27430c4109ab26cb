//! The shape of what is told: plain values for tests, and the same under the same names for templates.

/// A struct of facts: what a field holds, a template may name.
macro_rules! told {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$of:meta])* pub $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$of])* pub $field: $kind,)*
        }

        impl $name {
            /// The same by names.
            pub fn facts(self) -> $crate::papers::Facts {
                $crate::papers::Facts::new()$(.with(stringify!($field), self.$field))*
            }
        }

        impl From<$name> for $crate::papers::Fact {
            fn from(told: $name) -> $crate::papers::Fact {
                told.facts().into()
            }
        }
    };
}
pub(super) use told;
