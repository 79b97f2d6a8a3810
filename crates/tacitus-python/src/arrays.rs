//! Arrow arrays of other libraries, taken as strings through the PyCapsule interface.
//!
//! A column of a data frame may come in one piece (`__arrow_c_array__`) or several (`__arrow_c_stream__`), and strings
//! in any of Arrow's layouts, dictionaries among them. Dates become `YYYY-MM-DD`, and so do moments, in UTC; whole
//! numbers become their digits.

use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, make_array};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// The names that the interface gives to its capsules.
pub const SCHEMA: &CStr = c"arrow_schema";
/// See [`SCHEMA`].
pub const ARRAY: &CStr = c"arrow_array";
/// See [`SCHEMA`].
pub const STREAM: &CStr = c"arrow_array_stream";

/// The cells of an Arrow array as strings; `None` where the object does not offer itself as one.
///
/// # Errors
/// If the array is of a type that no text, id or date has.
pub fn strings(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<Option<String>>>> {
    let pieces = if object.hasattr("__arrow_c_stream__")? {
        let capsule = object.call_method0("__arrow_c_stream__")?;
        pieces(contents(capsule.cast()?, STREAM)?).map_err(|error| PyValueError::new_err(error.to_string()))?
    } else if object.hasattr("__arrow_c_array__")? {
        let pair: (Bound<'_, PyAny>, Bound<'_, PyAny>) = object.call_method0("__arrow_c_array__")?.extract()?;
        vec![array(contents(pair.0.cast()?, SCHEMA)?, contents(pair.1.cast()?, ARRAY)?)?]
    } else {
        return Ok(None);
    };
    let mut cells = Vec::new();
    for piece in pieces {
        push(&mut cells, &piece)?;
    }
    Ok(Some(cells))
}

/// Where the struct lies that a capsule of the interface holds.
fn contents<T>(capsule: &Bound<'_, PyCapsule>, name: &'static CStr) -> PyResult<NonNull<T>> {
    Ok(capsule.pointer_checked(Some(name))?.cast())
}

fn array(schema: NonNull<FFI_ArrowSchema>, array: NonNull<FFI_ArrowArray>) -> PyResult<ArrayRef> {
    // SAFETY: the capsules were checked to be of these names, whose contents the interface defines, and live on in the
    // caller; the array is moved out of its capsule, which is left released.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    data.map(make_array).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// All arrays of a stream. The reader of the library takes only streams of tables; here a stream is a column.
fn pieces(stream: NonNull<FFI_ArrowArrayStream>) -> Result<Vec<ArrayRef>, ArrowError> {
    // SAFETY: as above; the stream is moved out of its capsule and released when it is dropped.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    let (Some(get_schema), Some(get_next)) = (stream.get_schema(), stream.get_next()) else {
        return Err(ArrowError::CDataInterface("the stream was read before".to_owned()));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: a stream that is not released has both functions, which take it and a place for what they give.
    let status = unsafe { get_schema(&mut stream, &mut schema) };
    checked(status, &mut stream)?;
    let kind = DataType::try_from(&schema)?;
    let mut out = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above.
        let status = unsafe { get_next(&mut stream, &mut array) };
        checked(status, &mut stream)?;
        if array.is_released() {
            return Ok(out);
        }
        // SAFETY: the array is the stream's, which is of this type.
        out.push(make_array(unsafe { from_ffi_and_data_type(array, kind.clone()) }?));
    }
}

fn checked(status: i32, stream: &mut FFI_ArrowArrayStream) -> Result<(), ArrowError> {
    if status == 0 {
        return Ok(());
    }
    let message = stream.get_last_error().and_then(|last_error| {
        // SAFETY: the function was given by the stream; its string lives until the stream's next call.
        let message = unsafe { last_error(stream) };
        // SAFETY: as above; null means that there is none.
        (!message.is_null()).then(|| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned())
    });
    Err(ArrowError::CDataInterface(message.unwrap_or_else(|| format!("error {status}"))))
}

fn push(cells: &mut Vec<Option<String>>, array: &dyn Array) -> PyResult<()> {
    match array.data_type() {
        DataType::Utf8 => cells.extend(array.as_string::<i32>().iter().map(owned)),
        DataType::LargeUtf8 => cells.extend(array.as_string::<i64>().iter().map(owned)),
        DataType::Utf8View => cells.extend(array.as_string_view().iter().map(owned)),
        DataType::Null => cells.extend((0..array.len()).map(|_| None)),
        DataType::Int32 => digits::<Int32Type>(cells, array),
        DataType::Int64 => digits::<Int64Type>(cells, array),
        DataType::UInt32 => digits::<UInt32Type>(cells, array),
        DataType::UInt64 => digits::<UInt64Type>(cells, array),
        DataType::Date32 => days::<Date32Type>(cells, array),
        DataType::Date64 => days::<Date64Type>(cells, array),
        DataType::Timestamp(TimeUnit::Second, _) => days::<TimestampSecondType>(cells, array),
        DataType::Timestamp(TimeUnit::Millisecond, _) => days::<TimestampMillisecondType>(cells, array),
        DataType::Timestamp(TimeUnit::Microsecond, _) => days::<TimestampMicrosecondType>(cells, array),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => days::<TimestampNanosecondType>(cells, array),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let mut values = Vec::new();
            push(&mut values, dictionary.values())?;
            let keys = dictionary.normalized_keys();
            cells.extend((0..array.len()).map(|i| dictionary.keys().is_valid(i).then(|| values[keys[i]].clone())?));
        }
        other => return Err(PyTypeError::new_err(format!("a column of {other}, where strings were expected"))),
    }
    Ok(())
}

fn owned(value: Option<&str>) -> Option<String> {
    value.map(str::to_owned)
}

fn digits<T: ArrowPrimitiveType>(cells: &mut Vec<Option<String>>, array: &dyn Array)
where
    T::Native: ToString,
{
    let array: &PrimitiveArray<T> = array.as_primitive();
    cells.extend(array.iter().map(|value| value.map(|v| v.to_string())));
}

fn days<T: ArrowTemporalType>(cells: &mut Vec<Option<String>>, array: &dyn Array)
where
    i64: From<T::Native>,
{
    let array: &PrimitiveArray<T> = array.as_primitive();
    // A day that no calendar has is no day.
    let day = |i| array.is_valid(i).then(|| array.value_as_date(i)).flatten();
    cells.extend((0..array.len()).map(|i| day(i).map(|day| day.to_string())));
}
