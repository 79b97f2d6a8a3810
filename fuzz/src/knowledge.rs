//! Knowledge files: whatever their bytes, they are opened and answer, or a message says why not.

use tacitus_knowledge::Knowledge;

pub fn open(bytes: &[u8]) {
    answer(bytes.to_vec());
    answer(summed(bytes.to_vec()));
}

fn answer(bytes: Vec<u8>) {
    let Ok(known) = Knowledge::builtin().with_bytes("any", bytes) else { return };
    for name in ["Ines Quispe Mar", "Quispe", "Stoltenberg", "Seoul", "PER", ""] {
        for found in known.lookup(name, None) {
            let _ = found.code(None);
        }
    }
    let _ = (known.entry("wikidata:Q1"), known.role("tide warden"), known.modifier("former"), known.country("PER"));
}

/// The same with a checksum that fits, so that what lies behind it is reached.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    const SUM: std::ops::Range<usize> = 56..64;
    if bytes.len() >= SUM.end {
        let summed = bytes[SUM.end..].iter().chain(&bytes[16..SUM.start]);
        let sum =
            summed.fold(0xcbf2_9ce4_8422_2325u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        bytes[SUM].copy_from_slice(&sum.to_le_bytes());
    }
    bytes
}
