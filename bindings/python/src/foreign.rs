//! Frames of other libraries, and what Python makes around results, under their own names in the stubs.

use core::convert::Infallible;

use pyo3::PyTypeInfo;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use pyo3::{type_hint_identifier, type_hint_subscript};

macro_rules! foreign {
    ($($(#[$doc:meta])* $name:ident $module:literal $class:literal,)+) => {$(
        $(#[$doc])*
        pub(crate) struct $name<'py>(pub(crate) Bound<'py, PyAny>);

        impl<'py> IntoPyObject<'py> for $name<'py> {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = Infallible;

            const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!($module, $class);

            fn into_pyobject(self, _: Python<'py>) -> Result<Self::Output, Infallible> {
                Ok(self.0)
            }
        }
    )+};
}

foreign! {
    /// `pandas.DataFrame`
    PandasFrame "pandas" "DataFrame",
    /// `polars.DataFrame`
    PolarsFrame "polars" "DataFrame",
    /// `keyaccount.due.BookDue`
    DueOfBook "keyaccount.due" "BookDue",
    /// `keyaccount.decisions.Verdict`
    OneVerdict "keyaccount._records.decisions" "Verdict",
}

/// `collections.abc.Iterator[str]`
pub(crate) struct Texts<'py>(pub(crate) Bound<'py, PyIterator>);

impl<'py> IntoPyObject<'py> for Texts<'py> {
    type Target = PyIterator;
    type Output = Bound<'py, PyIterator>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), PyString::TYPE_HINT);

    fn into_pyobject(self, _: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(self.0)
    }
}
