//! Plain values as records.

use std::borrow::Cow;
use std::fmt;

use keyaccount::{Problem, ProblemCode, nearest, quote};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use crate::exact::plain_digits;
use crate::text::half_a_pair;

/// So deep a value may be nested; no record is.
const DEEPEST: u8 = 64;

/// Why a value is not of a record's form, and where it stands in it: the innermost part first.
#[derive(Debug)]
pub(super) struct ReadError {
    problem: Box<Problem>,
    place: Vec<String>,
}

impl ReadError {
    fn new(code: ProblemCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { problem: Box::new(Problem::new(code, found, expected)), place: Vec::new() }
    }

    fn within(mut self, place: String) -> Self {
        self.place.push(place);
        self
    }

    /// A name there is none of, with those there are and the one that was meant.
    fn unknown(code: ProblemCode, found: &str, known: &'static [&'static str]) -> Self {
        let names: Vec<_> = known.iter().map(|name| quote(name)).collect();
        let expected = match &*names {
            [] => "nothing of that kind".to_owned(),
            [one] => one.clone(),
            names => format!("one of {}", names.join(", ")),
        };
        let mut error = Self::new(code, quote(found), expected);
        if let Some(near) = nearest(found, known.iter().copied()) {
            error.problem = Box::new((*error.problem).remedy(format!("did you mean {}?", quote(near))));
        }
        error
    }

    pub(super) fn problem(self, name: &str) -> Problem {
        let mut path = name.to_owned();
        for place in self.place.iter().rev() {
            if !path.is_empty() && !place.starts_with('[') {
                path.push('.');
            }
            path.push_str(place);
        }
        self.problem.path(path)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(out)
    }
}

impl std::error::Error for ReadError {}

impl From<PyErr> for ReadError {
    fn from(error: PyErr) -> Self {
        de::Error::custom(error)
    }
}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ProblemCode::WrongType, quote(&message.to_string()), "a value of this form")
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(ProblemCode::WrongType, found.to_string(), expected.to_string())
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(ProblemCode::OutOfRange, found.to_string(), expected.to_string())
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::unknown(ProblemCode::UnknownCode, found, known)
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::unknown(ProblemCode::UnknownKey, found, known)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(ProblemCode::Missing, "nothing", quote(field)).within(field.to_owned())
    }
}

/// The text of a `str`, which is none if it holds half of a surrogate pair.
fn owned(text: &Bound<'_, PyString>) -> Result<String, ReadError> {
    let owned = text.to_cow().map(Cow::into_owned);
    owned.map_err(|_| ReadError { problem: Box::new(half_a_pair()), place: Vec::new() })
}

/// What is wrong with a key that is no text.
fn no_text(key: &Bound<'_, PyAny>) -> Result<ReadError, ReadError> {
    let found = format!("a key of type {}", quote(&key.get_type().name()?.to_string_lossy()));
    Ok(ReadError::new(ProblemCode::WrongType, found, "keys that are texts"))
}

/// A value of Python as a record is read from it.
#[derive(Clone)]
pub(super) struct Reader<'a, 'py> {
    value: &'a Bound<'py, PyAny>,
    depth: u8,
}

impl<'a, 'py> Reader<'a, 'py> {
    pub(super) const fn new(value: &'a Bound<'py, PyAny>) -> Self {
        Self { value, depth: 0 }
    }

    /// One level further in.
    fn deeper(&self) -> Result<u8, ReadError> {
        self.depth.checked_add(1).filter(|depth| *depth <= DEEPEST).ok_or_else(|| {
            let found = format!("a value nested deeper than {DEEPEST} levels");
            ReadError::new(ProblemCode::OutOfRange, found, "a value of this form")
        })
    }

    /// A text that a value of Python stands for: a decimal, a day, an instant, a path.
    fn other_text(&self) -> Result<String, ReadError> {
        let kind = self.value.get_type();
        let name = kind.name()?;
        match &*name.to_string_lossy() {
            "Decimal" => plain_digits(self.value)?.ok_or_else(|| {
                let found = self.value.str().map(|text| text.to_string_lossy().into_owned());
                let expected = "a number of at most 38 digits";
                ReadError::new(ProblemCode::OutOfRange, quote(&found.unwrap_or_default()), expected)
            }),
            "date" | "datetime" => Ok(self.value.call_method0("isoformat")?.extract()?),
            name => {
                let found = format!("a value of type {}", quote(name));
                let expected = "a `str`, `int`, `bool`, `list`, `tuple`, `dict` or `None`";
                Err(ReadError::new(ProblemCode::WrongType, found, expected))
            }
        }
    }
}

/// What a value of Python is, told apart once: what reads a record is compiled for each of its parts, and
/// need know no more than what the part can be.
enum Shape<'py> {
    Text(String),
    Truth(bool),
    Unsigned(u64),
    Signed(i64),
    List(Items<'py>),
    Dict(Entries<'py>),
    Nothing,
}

impl<'py> Shape<'py> {
    /// The error of a part that is of another shape.
    #[cold]
    fn is_not(&self, expected: &dyn de::Expected) -> ReadError {
        let found = match self {
            Self::Text(text) => Unexpected::Str(text),
            Self::Truth(truth) => Unexpected::Bool(*truth),
            Self::Unsigned(number) => Unexpected::Unsigned(*number),
            Self::Signed(number) => Unexpected::Signed(*number),
            Self::List(_) => Unexpected::Seq,
            Self::Dict(_) => Unexpected::Map,
            Self::Nothing => Unexpected::Unit,
        };
        de::Error::invalid_type(found, expected)
    }
}

impl<'py> Reader<'_, 'py> {
    fn shape(&self) -> Result<Shape<'py>, ReadError> {
        let value = self.value;
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Shape::Text(owned(text)?));
        }
        if value.is_none() {
            return Ok(Shape::Nothing);
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            return Ok(Shape::Dict(Entries::of(dict, self.deeper()?)));
        }
        if let Ok(list) = value.cast::<PyList>() {
            return Ok(Shape::List(Items::new(list.to_tuple(), self.deeper()?)));
        }
        if let Ok(tuple) = value.cast::<PyTuple>() {
            return Ok(Shape::List(Items::new(tuple.clone(), self.deeper()?)));
        }
        if let Ok(truth) = value.cast::<PyBool>() {
            return Ok(Shape::Truth(truth.is_true()));
        }
        if value.is_instance_of::<PyInt>() {
            return match (value.extract::<u64>(), value.extract::<i64>()) {
                (Ok(number), _) => Ok(Shape::Unsigned(number)),
                (_, Ok(number)) => Ok(Shape::Signed(number)),
                _ => Err(ReadError::new(
                    ProblemCode::OutOfRange,
                    "a whole number beyond 64 bits",
                    "a smaller one",
                )),
            };
        }
        if value.is_instance_of::<PyFloat>() {
            let found = format!("the binary float {}", value.repr()?);
            let problem = Problem::new(ProblemCode::WrongType, found, "an exact number")
                .remedy("write it as a text or a `Decimal`, such as `Decimal(\"0.10\")`");
            return Err(ReadError { problem: Box::new(problem), place: Vec::new() });
        }
        self.other_text().map(Shape::Text)
    }
}

/// Reads a part that has one shape, by what the visitor takes.
macro_rules! of_one_shape {
    ($($name:ident($($argument:ty),*): $($shape:ident => $visit:ident),+;)+) => {$(
        fn $name<V: Visitor<'de>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, ReadError> {
            match self.shape()? {
                $(Shape::$shape(found) => visitor.$visit(found),)+
                other => Err(other.is_not(&visitor)),
            }
        }
    )+};
}

impl<'de> de::Deserializer<'de> for Reader<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.shape()? {
            Shape::Text(text) => visitor.visit_string(text),
            Shape::Truth(truth) => visitor.visit_bool(truth),
            Shape::Unsigned(number) => visitor.visit_u64(number),
            Shape::Signed(number) => visitor.visit_i64(number),
            Shape::List(items) => visitor.visit_seq(items),
            Shape::Dict(entries) => visitor.visit_map(entries),
            Shape::Nothing => visitor.visit_unit(),
        }
    }

    of_one_shape! {
        deserialize_bool(): Truth => visit_bool;
        deserialize_i8(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_i16(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_i32(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_i64(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_u8(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_u16(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_u32(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_u64(): Unsigned => visit_u64, Signed => visit_i64;
        deserialize_char(): Text => visit_string;
        deserialize_string(): Text => visit_string;
        deserialize_identifier(): Text => visit_string;
        deserialize_seq(): List => visit_seq;
        deserialize_tuple(usize): List => visit_seq;
        deserialize_tuple_struct(&'static str, usize): List => visit_seq;
        deserialize_map(): Dict => visit_map;
        deserialize_struct(&'static str, &'static [&'static str]): Dict => visit_map;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.value.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    /// A text is a variant without content, `{"variant": content}` is one with it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let depth = self.deeper()?;
        if let Ok(text) = self.value.cast::<PyString>() {
            return visitor.visit_enum(Tagged { name: owned(text)?, content: None, depth });
        }
        let only = self.value.cast::<PyDict>().ok().filter(|dict| dict.len() == 1);
        let Some((name, content)) = only.and_then(|dict| dict.iter().next()) else {
            let found = match self.value.cast::<PyDict>() {
                Ok(dict) => format!("a `dict` of {} entries", dict.len()),
                Err(_) => {
                    format!("a value of type {}", quote(&self.value.get_type().name()?.to_string_lossy()))
                }
            };
            let expected = "a name, or a `dict` of a name and what belongs to it";
            return Err(ReadError::new(ProblemCode::WrongType, found, expected));
        };
        let name = match name.cast::<PyString>() {
            Ok(name) => owned(name)?,
            Err(_) => return Err(no_text(&name)?),
        };
        visitor.visit_enum(Tagged { name, content: Some(content), depth })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    // `str` is asked for by what takes numbers too, as decimals do.
    forward_to_deserialize_any! { i128 u128 f32 f64 str bytes byte_buf unit unit_struct }
}

struct Items<'py> {
    items: Bound<'py, PyTuple>,
    at: usize,
    depth: u8,
}

impl<'py> Items<'py> {
    const fn new(items: Bound<'py, PyTuple>, depth: u8) -> Self {
        Self { items, at: 0, depth }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadError> {
        if self.at >= self.items.len() {
            return Ok(None);
        }
        let (at, value) = (self.at, self.items.get_item(self.at)?);
        self.at = at.saturating_add(1);
        let read = seed.deserialize(Reader { value: &value, depth: self.depth });
        read.map(Some).map_err(|error| error.within(format!("[{at}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len().saturating_sub(self.at))
    }
}

struct Entries<'py> {
    entries: Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    ahead: Option<(String, Bound<'py, PyAny>)>,
    depth: u8,
}

impl<'py> Entries<'py> {
    fn of(dict: &Bound<'py, PyDict>, depth: u8) -> Self {
        let mut entries: Vec<_> = dict.iter().collect();
        entries.reverse();
        Self { entries, ahead: None, depth }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        let Some((key, value)) = self.entries.pop() else { return Ok(None) };
        let Ok(text) = key.cast::<PyString>() else { return Err(no_text(&key)?) };
        let text = owned(text)?;
        let read = seed.deserialize(text.as_str().into_deserializer()).map(Some);
        self.ahead = Some((text, value));
        read
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ReadError> {
        let (key, value) =
            self.ahead.take().ok_or_else(|| <ReadError as de::Error>::custom("a value without a key"))?;
        seed.deserialize(Reader { value: &value, depth: self.depth }).map_err(|error| error.within(key))
    }
}

/// The name of a variant and its content, if it has some.
struct Tagged<'py> {
    name: String,
    content: Option<Bound<'py, PyAny>>,
    depth: u8,
}

impl<'de, 'py> EnumAccess<'de> for Tagged<'py> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), ReadError> {
        let name: de::value::StrDeserializer<'_, ReadError> = self.name.as_str().into_deserializer();
        let variant = seed.deserialize(name)?;
        Ok((variant, self))
    }
}

impl Tagged<'_> {
    fn read<'de, T>(self, read: impl FnOnce(Reader<'_, '_>) -> Result<T, ReadError>) -> Result<T, ReadError>
    where
        T: 'de,
    {
        let Self { name, content, depth } = self;
        let Some(value) = content else {
            let found = format!("{} without its content", quote(&name));
            let expected = format!("`{{\"{name}\": …}}`");
            return Err(ReadError::new(ProblemCode::Missing, found, expected));
        };
        read(Reader { value: &value, depth }).map_err(|error| error.within(name))
    }
}

impl<'de> VariantAccess<'de> for Tagged<'_> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.content.filter(|content| !content.is_none()) {
            None => Ok(()),
            Some(_) => {
                let found = format!("content of {}", quote(&self.name));
                Err(ReadError::new(
                    ProblemCode::WrongType,
                    found,
                    format!("the text {} alone", quote(&self.name)),
                ))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ReadError> {
        self.read(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.read(|reader| de::Deserializer::deserialize_seq(reader, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.read(|reader| de::Deserializer::deserialize_map(reader, visitor))
    }
}
