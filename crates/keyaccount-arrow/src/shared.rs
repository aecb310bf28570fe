//! Columns the book takes over as they are: integers, decimals and days without a copy where no cell is
//! missing, everything else as plain slices.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Int8Type, Int16Type,
    Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, PrimitiveArray};
use arrow_schema::DataType;
use keyaccount::book::{ColumnData, ColumnKind, SharedCells, TableColumn};

use crate::column::text_cells;
use crate::counted::Counted;

/// A column in a form the book takes at once.
pub(crate) enum Shared<'a> {
    Integers(SharedCells<i64>),
    Numbers(SharedCells<u32>),
    SmallUnits(SharedCells<i32>, u8),
    Units(SharedCells<i64>, u8),
    WideUnits(SharedCells<i128>, u8),
    UnitCells(SharedCells<i64>, u8),
    Days(SharedCells<i32>),
    DayCells(SharedCells<i32>),
    Counted { stem: String, digits: u8, numbers: SharedCells<u32> },
    Texts(Vec<Option<&'a str>>),
    YesNo(Vec<Option<bool>>),
}

impl<'a> Shared<'a> {
    /// The column, if its type has such a form.
    pub(crate) fn of(column: &TableColumn, array: &'a dyn Array) -> Option<Self> {
        match (column.kind, array.data_type()) {
            (ColumnKind::Id, data) if data.is_integer() => ids(array),
            (ColumnKind::Number, data) if data.is_integer() => units(array),
            (ColumnKind::Number, DataType::Decimal128(_, scale)) => {
                let scale = u8::try_from(*scale).ok()?;
                let array = array.as_primitive::<Decimal128Type>();
                if let Some(cells) = whole(array) {
                    return Some(Self::WideUnits(cells, scale));
                }
                cells(array, i64::MIN, |units| i64::try_from(units).ok().filter(|units| *units != i64::MIN))
                    .map(|cells| Self::UnitCells(cells, scale))
            }
            (ColumnKind::Number, DataType::Decimal64(_, scale)) => {
                of_units(array.as_primitive::<Decimal64Type>(), u8::try_from(*scale).ok()?)
            }
            (ColumnKind::Number, DataType::Decimal32(_, scale)) => {
                of_small(array.as_primitive::<Decimal32Type>(), u8::try_from(*scale).ok()?)
            }
            (ColumnKind::Date, DataType::Date32) => {
                let array = array.as_primitive::<Date32Type>();
                match whole(array) {
                    Some(cells) => Some(Self::Days(cells)),
                    None => {
                        let day = |day| Some(day).filter(|day| *day != i32::MIN);
                        cells(array, i32::MIN, day).map(Self::DayCells)
                    }
                }
            }
            (ColumnKind::YesNo, DataType::Boolean) => Some(Self::YesNo(array.as_boolean().iter().collect())),
            (ColumnKind::Id | ColumnKind::Text | ColumnKind::Code(_), _) => {
                let cell = text_cells(array)?;
                if column.kind == ColumnKind::Id
                    && let Some(Counted { stem, digits, numbers }) = Counted::of(array.len(), &cell)
                {
                    return Some(Self::Counted { stem, digits, numbers: numbers.into() });
                }
                Some(Self::Texts((0..array.len()).map(cell).collect()))
            }
            _ => None,
        }
    }

    pub(crate) fn data(&self) -> ColumnData<'_> {
        match self {
            Self::Integers(ids) => ColumnData::SharedIntegers(ids),
            Self::Numbers(numbers) => ColumnData::SharedCounted { stem: "", digits: 0, numbers },
            Self::SmallUnits(units, scale) => ColumnData::SharedSmallUnits { units, scale: *scale },
            Self::Units(units, scale) => ColumnData::SharedUnits { units, scale: *scale },
            Self::WideUnits(units, scale) => ColumnData::SharedWideUnits { units, scale: *scale },
            Self::UnitCells(units, scale) => ColumnData::SharedUnitCells { units, scale: *scale },
            Self::Days(days) => ColumnData::SharedDays(days),
            Self::DayCells(days) => ColumnData::SharedDayCells(days),
            Self::Counted { stem, digits, numbers } => {
                ColumnData::SharedCounted { stem, digits: *digits, numbers }
            }
            Self::Texts(texts) => ColumnData::Text(texts),
            Self::YesNo(cells) => ColumnData::YesNo(cells),
        }
    }
}

/// The cells of an array without nulls, not copied.
fn whole<T: ArrowPrimitiveType>(array: &PrimitiveArray<T>) -> Option<SharedCells<T::Native>> {
    (array.null_count() == 0).then(|| Arc::new(array.values().clone()).into())
}

/// The cells one by one; `None` if one has no such form.
fn cells<T: ArrowPrimitiveType, C: Copy + Send + Sync + 'static>(
    array: &PrimitiveArray<T>,
    blank: C,
    form: impl Fn(T::Native) -> Option<C>,
) -> Option<SharedCells<C>> {
    let cells: Option<Vec<C>> = array.iter().map(|cell| cell.map_or(Some(blank), &form)).collect();
    cells.map(SharedCells::from)
}

fn ids<'a>(array: &dyn Array) -> Option<Shared<'a>> {
    fn numbers<'a, T: ArrowPrimitiveType<Native: TryInto<u32>>>(array: &dyn Array) -> Option<Shared<'a>> {
        let form = |id: T::Native| id.try_into().ok().filter(|id| *id != u32::MAX);
        cells(array.as_primitive::<T>(), u32::MAX, form).map(Shared::Numbers)
    }
    match array.data_type() {
        DataType::Int64 => match whole(array.as_primitive::<Int64Type>()) {
            Some(ids) => Some(Shared::Integers(ids)),
            None => numbers::<Int64Type>(array),
        },
        DataType::Int32 => numbers::<Int32Type>(array),
        DataType::Int16 => numbers::<Int16Type>(array),
        DataType::Int8 => numbers::<Int8Type>(array),
        DataType::UInt64 => numbers::<UInt64Type>(array),
        DataType::UInt32 => {
            // The greatest integer marks a blank.
            let is_number = |ids: &SharedCells<u32>| !ids.as_ref().contains(&u32::MAX);
            match whole(array.as_primitive::<UInt32Type>()).filter(is_number) {
                Some(ids) => Some(Shared::Numbers(ids)),
                None => numbers::<UInt32Type>(array),
            }
        }
        DataType::UInt16 => numbers::<UInt16Type>(array),
        DataType::UInt8 => numbers::<UInt8Type>(array),
        _ => None,
    }
}

fn units<'a>(array: &dyn Array) -> Option<Shared<'a>> {
    match array.data_type() {
        DataType::Int64 => of_units(array.as_primitive::<Int64Type>(), 0),
        DataType::Int32 => of_small(array.as_primitive::<Int32Type>(), 0),
        DataType::Int16 => widened(array.as_primitive::<Int16Type>()),
        DataType::Int8 => widened(array.as_primitive::<Int8Type>()),
        DataType::UInt32 => widened(array.as_primitive::<UInt32Type>()),
        DataType::UInt16 => widened(array.as_primitive::<UInt16Type>()),
        DataType::UInt8 => widened(array.as_primitive::<UInt8Type>()),
        _ => None,
    }
}

fn of_units<'a, T: ArrowPrimitiveType<Native = i64>>(
    array: &PrimitiveArray<T>,
    scale: u8,
) -> Option<Shared<'a>> {
    match whole(array) {
        Some(units) => Some(Shared::Units(units, scale)),
        None => cells(array, i64::MIN, |units| Some(units).filter(|units| *units != i64::MIN))
            .map(|cells| Shared::UnitCells(cells, scale)),
    }
}

fn of_small<'a, T: ArrowPrimitiveType<Native = i32>>(
    array: &PrimitiveArray<T>,
    scale: u8,
) -> Option<Shared<'a>> {
    match whole(array) {
        Some(units) => Some(Shared::SmallUnits(units, scale)),
        None => {
            cells(array, i64::MIN, |units| Some(units.into())).map(|cells| Shared::UnitCells(cells, scale))
        }
    }
}

/// Integers of other widths, counted in 64 bits and held by the book alone.
fn widened<'a, T: ArrowPrimitiveType<Native: Into<i64>>>(array: &PrimitiveArray<T>) -> Option<Shared<'a>> {
    cells(array, i64::MIN, |units| Some(units.into())).map(|cells| Shared::UnitCells(cells, 0))
}
