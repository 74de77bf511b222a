//! Hashes of views. They tell two views apart as their JSON would, and take a fraction of the time: nothing is escaped,
//! quoted or copied.

use std::fmt::{Display, Error};

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use sha2::{Digest as _, Sha256};

/// Bytes that are hashed in one go.
const AT_ONCE: usize = 4096;

/// The hash of a template's name and a view.
pub fn hash(template: &str, view: &impl Serialize) -> Result<[u8; 32], Error> {
    let mut hashing = Hashing { sum: Sha256::new(), waiting: Vec::with_capacity(AT_ONCE) };
    hashing.text(template);
    view.serialize(&mut hashing)?;
    hashing.sum.update(&hashing.waiting);
    Ok(hashing.sum.finalize().into())
}

/// Takes what is serialised. Each value begins with a byte that says what it is, texts say how long they are, and what has
/// parts ends with a byte of its own, so no two values give the same bytes.
struct Hashing {
    sum: Sha256,
    waiting: Vec<u8>,
}

/// What a value is.
#[repr(u8)]
enum Tag {
    Nothing,
    Something,
    Boolean,
    Number,
    Real,
    Text,
    Bytes,
    Parts,
    Named,
    End,
}

impl Hashing {
    fn put(&mut self, tag: Tag, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() >= AT_ONCE {
            self.sum.update(&self.waiting);
            self.waiting.clear();
        }
        self.waiting.push(tag as u8);
        if bytes.len() < AT_ONCE {
            self.waiting.extend_from_slice(bytes);
        } else {
            self.sum.update(&self.waiting);
            self.waiting.clear();
            self.sum.update(bytes);
        }
    }

    fn text(&mut self, text: &str) {
        self.put(Tag::Text, &(text.len() as u64).to_le_bytes());
        self.put(Tag::Text, text.as_bytes());
    }

    fn number(&mut self, number: i128) -> Result<(), Error> {
        self.put(Tag::Number, &number.to_le_bytes());
        Ok(())
    }

    fn named(&mut self, name: &str) {
        self.put(Tag::Named, &[]);
        self.text(name);
    }
}

impl<'a> Serializer for &'a mut Hashing {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = &'a mut Hashing;
    type SerializeTuple = &'a mut Hashing;
    type SerializeTupleStruct = &'a mut Hashing;
    type SerializeTupleVariant = &'a mut Hashing;
    type SerializeMap = &'a mut Hashing;
    type SerializeStruct = &'a mut Hashing;
    type SerializeStructVariant = &'a mut Hashing;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(Tag::Boolean, &[u8::from(value)]);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.number(value.into())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.put(Tag::Real, &value.to_bits().to_le_bytes());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.put(Tag::Bytes, &(value.len() as u64).to_le_bytes());
        self.put(Tag::Bytes, value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.put(Tag::Something, &[]);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.put(Tag::Nothing, &[]);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Error> {
        self.named(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.named(name);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.put(Tag::Parts, &[]);
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.named(name);
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.named(name);
        self.serialize_seq(None)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.text(&value.to_string());
        Ok(())
    }
}

/// What has parts without names.
macro_rules! parts {
    ($part:ident, $add:ident) => {
        impl $part for &mut Hashing {
            type Ok = ();
            type Error = Error;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                self.put(Tag::End, &[]);
                Ok(())
            }
        }
    };
}

parts!(SerializeSeq, serialize_element);
parts!(SerializeTuple, serialize_element);
parts!(SerializeTupleStruct, serialize_field);
parts!(SerializeTupleVariant, serialize_field);

/// What has parts with names.
macro_rules! fields {
    ($part:ident) => {
        impl $part for &mut Hashing {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.text(name);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                self.put(Tag::End, &[]);
                Ok(())
            }
        }
    };
}

fields!(SerializeStruct);
fields!(SerializeStructVariant);

impl SerializeMap for &mut Hashing {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.put(Tag::End, &[]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::hash;

    #[derive(Serialize)]
    struct Pair {
        one: Option<&'static str>,
        other: Vec<&'static str>,
    }

    fn of(view: &impl Serialize) -> [u8; 32] {
        hash("page.html", view).expect("a hash")
    }

    #[test]
    fn views_with_other_contents_have_other_hashes() {
        let pair = |one, other: &[&'static str]| of(&Pair { one, other: other.to_vec() });
        let all = [
            pair(None, &[]),
            pair(Some(""), &[]),
            pair(Some("a"), &["b"]),
            pair(Some("ab"), &[]),
            pair(None, &["a", "b"]),
            pair(None, &["ab"]),
            of(&[["a"], ["b"]]),
            of(&[["a", "b"]]),
            of(&"x".repeat(9_000)),
            of(&"x".repeat(9_001)),
            of(&BTreeMap::from([("a", 1)])),
            of(&BTreeMap::from([("a", 2)])),
            of(&(1, true)),
            of(&(1.0, true)),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "the one of number {at}");
        }
        assert_eq!(pair(Some("a"), &["b"]), pair(Some("a"), &["b"]));
        assert_ne!(of(&"a"), hash("other.html", &"a").expect("a hash"));
    }
}
