//! An object id as its 20 bytes, in what one build keeps for the next.

use git2::Oid;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub fn serialize<S: Serializer>(id: &Oid, serializer: S) -> Result<S::Ok, S::Error> {
    id.as_bytes().serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Oid, D::Error> {
    let bytes = <&[u8]>::deserialize(deserializer)?;
    Oid::from_bytes(bytes).map_err(de::Error::custom)
}
