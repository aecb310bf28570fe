//! Records as plain values.

use std::fmt;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

/// Why a value could not be written: a fault of the library or of the interpreter, never of an input.
#[derive(Debug)]
pub(super) enum WriteError {
    Python(PyErr),
    Other(String),
}

impl WriteError {
    pub(super) fn into_error(self, _: Python<'_>) -> PyErr {
        match self {
            Self::Python(error) => error,
            Self::Other(message) => PyTypeError::new_err(message),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python(error) => error.fmt(out),
            Self::Other(message) => message.fmt(out),
        }
    }
}

impl std::error::Error for WriteError {}

impl ser::Error for WriteError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }
}

impl From<PyErr> for WriteError {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

type Written<'py> = Result<Bound<'py, PyAny>, WriteError>;

#[derive(Clone, Copy)]
pub(super) struct Writer<'py> {
    pub(super) py: Python<'py>,
}

/// A list being filled, and the variant it is the content of.
pub(super) struct Items<'py> {
    writer: Writer<'py>,
    list: Bound<'py, PyList>,
    variant: Option<&'static str>,
}

/// A dictionary being filled, and the variant it is the content of.
pub(super) struct Entries<'py> {
    writer: Writer<'py>,
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
    variant: Option<&'static str>,
}

impl<'py> Writer<'py> {
    fn items(self, variant: Option<&'static str>) -> Items<'py> {
        Items { writer: self, list: PyList::empty(self.py), variant }
    }

    fn entries(self, variant: Option<&'static str>) -> Entries<'py> {
        Entries { writer: self, dict: PyDict::new(self.py), key: None, variant }
    }

    /// `{"variant": content}`, or the content alone.
    fn tagged(self, variant: Option<&'static str>, content: Bound<'py, PyAny>) -> Written<'py> {
        let Some(variant) = variant else { return Ok(content) };
        let dict = PyDict::new(self.py);
        dict.set_item(PyString::intern(self.py, variant), content)?;
        Ok(dict.into_any())
    }

    fn number<T: IntoPyObject<'py>>(self, value: T) -> Written<'py> {
        Ok(value.into_bound_py_any(self.py)?)
    }
}

impl<'py> ser::Serializer for Writer<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = WriteError;
    type SerializeSeq = Items<'py>;
    type SerializeTuple = Items<'py>;
    type SerializeTupleStruct = Items<'py>;
    type SerializeTupleVariant = Items<'py>;
    type SerializeMap = Entries<'py>;
    type SerializeStruct = Entries<'py>;
    type SerializeStructVariant = Entries<'py>;

    fn serialize_bool(self, value: bool) -> Written<'py> {
        self.number(value)
    }

    fn serialize_i8(self, value: i8) -> Written<'py> {
        self.number(value)
    }

    fn serialize_i16(self, value: i16) -> Written<'py> {
        self.number(value)
    }

    fn serialize_i32(self, value: i32) -> Written<'py> {
        self.number(value)
    }

    fn serialize_i64(self, value: i64) -> Written<'py> {
        self.number(value)
    }

    fn serialize_u8(self, value: u8) -> Written<'py> {
        self.number(value)
    }

    fn serialize_u16(self, value: u16) -> Written<'py> {
        self.number(value)
    }

    fn serialize_u32(self, value: u32) -> Written<'py> {
        self.number(value)
    }

    fn serialize_u64(self, value: u64) -> Written<'py> {
        self.number(value)
    }

    /// No number of this library is a binary float.
    fn serialize_f32(self, value: f32) -> Written<'py> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Written<'py> {
        Err(ser::Error::custom(format_args!("a binary float: {value}")))
    }

    fn serialize_char(self, value: char) -> Written<'py> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written<'py> {
        Ok(PyString::new(self.py, value).into_any())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written<'py> {
        self.number(value)
    }

    fn serialize_none(self) -> Written<'py> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written<'py> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written<'py> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written<'py> {
        Ok(PyString::intern(self.py, variant).into_any())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written<'py> {
        self.tagged(Some(variant), value.serialize(self)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'py>, WriteError> {
        Ok(self.items(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'py>, WriteError> {
        Ok(self.items(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'py>, WriteError> {
        Ok(self.items(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'py>, WriteError> {
        Ok(self.items(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'py>, WriteError> {
        Ok(self.entries(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'py>, WriteError> {
        Ok(self.entries(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'py>, WriteError> {
        Ok(self.entries(Some(variant)))
    }
}

impl<'py> Items<'py> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        Ok(self.list.append(value.serialize(self.writer)?)?)
    }

    fn done(self) -> Written<'py> {
        self.writer.tagged(self.variant, self.list.into_any())
    }
}

macro_rules! items {
    ($($name:ident $method:ident,)+) => {$(
        impl<'py> $name for Items<'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = WriteError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
                self.item(value)
            }

            fn end(self) -> Written<'py> {
                self.done()
            }
        }
    )+};
}

items! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

impl<'py> Entries<'py> {
    fn entry<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), WriteError> {
        let value = value.serialize(self.writer)?;
        Ok(self.dict.set_item(PyString::intern(self.writer.py, key), value)?)
    }

    fn done(self) -> Written<'py> {
        self.writer.tagged(self.variant, self.dict.into_any())
    }
}

impl<'py> SerializeMap for Entries<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), WriteError> {
        self.key = Some(key.serialize(self.writer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        let key =
            self.key.take().ok_or_else(|| <WriteError as ser::Error>::custom("a value without a key"))?;
        let value = value.serialize(self.writer)?;
        Ok(self.dict.set_item(key, value)?)
    }

    fn end(self) -> Written<'py> {
        self.done()
    }
}

macro_rules! entries {
    ($($name:ident,)+) => {$(
        impl<'py> $name for Entries<'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = WriteError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), WriteError> {
                self.entry(key, value)
            }

            fn end(self) -> Written<'py> {
                self.done()
            }
        }
    )+};
}

entries! { SerializeStruct, SerializeStructVariant, }
