//! Result tables as Arrow.

use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use chrono::NaiveDate;
use keyaccount::{Error, ResultTable};
use keyaccount_arrow::{record_batches, schema};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::to_schema_pycapsule;

use crate::foreign::{PandasFrame, PolarsFrame};
use crate::work::on_threads;

/// Rows of one batch, so that a column of texts stays below two GiB whatever the number of customers.
const ROWS: NonZeroUsize = NonZeroUsize::new(1 << 20).unwrap();

/// A table of a result, in Arrow's memory.
///
/// Every library that reads the Arrow PyCapsule interface takes it as it is: `polars.DataFrame(table)`,
/// `pyarrow.table(table)`, `duckdb.sql("from table")` by way of pyarrow. Texts are `utf8`, codes and
/// grades dictionaries of `utf8`, numbers `decimal128(38, s)`, counts and ranks `int64`, days `date32`;
/// every column may have nulls, which mean that nothing applies. The stamp is the schema's metadata.
#[pyclass(frozen, module = "keyaccount._core")]
#[derive(Clone)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn of_batch(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batches: vec![batch] }
    }

    pub(crate) fn of(table: &ResultTable<'_>, stamp: &keyaccount::Stamp) -> Result<Self, Error> {
        let batches = on_threads(|| record_batches(table, stamp, ROWS).collect::<Result<_, _>>())?;
        Ok(Self { schema: schema(table, stamp), batches })
    }

    /// The same of a record that may have no stamp, as a customer's own copy has none.
    pub(crate) fn of_some(table: &ResultTable<'_>, stamp: Option<&keyaccount::Stamp>) -> Result<Self, Error> {
        if let Some(stamp) = stamp {
            return Self::of(table, stamp);
        }
        let blank = keyaccount::Stamp {
            policy_name: String::new(),
            policy_version: String::new(),
            policy_digest: String::new(),
            rules_version: 0,
            as_of: NaiveDate::MIN,
            input_digest: String::new(),
            population_digest: None,
            library_version: String::new(),
        };
        let mut made = Self::of(table, &blank)?;
        made.schema = Arc::new(Schema::new(made.schema.fields().clone()));
        Ok(made)
    }

    /// A table of batches of one schema, at least one.
    pub(crate) fn of_batches(batches: Vec<RecordBatch>) -> Self {
        let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
        Self { schema, batches }
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// It never changes, so that a copy is the same.
    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(&self) -> PyResult<String> {
        Err(PyTypeError::new_err(
            "cannot pickle a Table, which is Arrow's memory: pickle `table.to_pyarrow()`",
        ))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).fold(0, usize::saturating_add)
    }

    /// The first rows as texts, as people read them; what does not apply is `None`.
    #[pyo3(signature = (count = 10))]
    fn head(&self, count: usize) -> PyResult<Vec<Vec<Option<String>>>> {
        let failed = |error: ArrowError| PyRuntimeError::new_err(error.to_string());
        let options = FormatOptions::default();
        let mut rows = Vec::new();
        for batch in &self.batches {
            let columns = batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options));
            let columns = columns.collect::<Result<Vec<_>, _>>().map_err(failed)?;
            let wanted = batch.num_rows().min(count.saturating_sub(rows.len()));
            for row in 0..wanted {
                let cells = columns.iter().zip(batch.columns());
                let cell = |(text, column): (&ArrayFormatter<'_>, &ArrayRef)| {
                    column.is_valid(row).then(|| text.value(row).to_string())
                };
                rows.push(cells.map(cell).collect());
            }
        }
        Ok(rows)
    }

    /// A pandas frame: decimals, integers and days as Arrow's types (`decimal128(38, 2)[pyarrow]`), codes
    /// as categories, texts as strings. Needs pandas and pyarrow: `pip install keyaccount[pandas]`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<PandasFrame<'py>> {
        slf.py().import("keyaccount._frames")?.call_method1("to_pandas", (slf,)).map(PandasFrame)
    }

    /// A polars frame: decimals as `Decimal`, codes as `Categorical`. Needs polars: `pip install
    /// keyaccount[polars]`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<PolarsFrame<'py>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,)).map(PolarsFrame)
    }

    /// A `pyarrow.Table`, not copied. Needs pyarrow.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The Arrow PyCapsule interface: the schema.
    #[pyo3(signature = () -> "object")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The Arrow PyCapsule interface: the rows. Another schema than their own is what pyarrow makes of
    /// it, where that is installed and can.
    #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        slf: &Bound<'py, Self>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if let Some(requested) = requested_schema {
            let schemas = slf.py().import("keyaccount._schemas")?;
            let made = schemas.call_method1("in_another_schema", (slf, requested))?;
            if !made.is_none() {
                return Ok(made);
            }
        }
        let table = slf.get();
        let batches =
            RecordBatchIterator::new(table.batches.clone().into_iter().map(Ok), table.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        Ok(PyCapsule::new_with_value(slf.py(), stream, c"arrow_array_stream")?.into_any())
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("table", (slf,))?.extract()
    }

    fn __repr__(&self) -> String {
        let names = self.column_names();
        format!("<Table of {} rows: {}>", self.__len__(), names.join(", "))
    }
}
