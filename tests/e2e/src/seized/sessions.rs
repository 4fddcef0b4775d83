//! Session files: tabs, addresses, and what was filled in or chosen on pages, kept to be shown again after a restart.
//!
//! Chromium 156 writes them twice, in the clear and to `Sessions_Encrypted`. Without a key ring the key of the second
//! is the same on every machine (PBKDF2 of "peanuts"), so both are read. With a key ring only the first can be.

use super::bytes;
use aes::Aes128;
use aes::cipher::{BlockDecrypt, KeyInit};

const MAGIC: &[u8] = b"SNSS";
const HEADER: usize = 8;
/// PBKDF2-HMAC-SHA1 of "peanuts" and "saltysalt", one round: Chromium's key where there is no key ring.
const KEY: [u8; 16] = [0xfd, 0x62, 0x1f, 0xe5, 0xa2, 0xb4, 0x02, 0x53, 0x9d, 0xfa, 0x14, 0x7c, 0xa9, 0x27, 0x27, 0x78];
const BEFORE_FIRST: [u8; 16] = [b' '; 16];

/// Every command of the "encrypted" kind, in the clear.
pub(super) fn pieces(file: &[u8]) -> Vec<Vec<u8>> {
    let (mut found, mut at) = (Vec::new(), HEADER);
    if !file.starts_with(MAGIC) {
        return found;
    }
    while let Some(length) = bytes::u32_le(file, at) {
        let Some(command) = bytes::part(file, at + 4, length) else { break };
        found.extend(command.strip_prefix(b"v10").map(clear));
        at += 4 + length;
    }
    found
}

/// AES-128-CBC; the padding at the end is left, as it harms no search.
fn clear(sealed: &[u8]) -> Vec<u8> {
    let cipher = Aes128::new(&KEY.into());
    let mut before = BEFORE_FIRST;
    let mut made = Vec::with_capacity(sealed.len());
    for block in sealed.chunks_exact(16) {
        let mut opened = aes::Block::clone_from_slice(block);
        cipher.decrypt_block(&mut opened);
        made.extend(opened.iter().zip(before).map(|(byte, before)| byte ^ before));
        before.copy_from_slice(block);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes::cipher::BlockEncrypt;

    #[test]
    fn a_command_under_the_constant_key_is_read_and_a_cut_file_as_far_as_it_goes() {
        let mut before = BEFORE_FIRST;
        let mut sealed = b"v10".to_vec();
        for plain in b"kanariefagel i en bur, i en gruva".as_chunks::<16>().0 {
            let mixed: [u8; 16] = std::array::from_fn(|index| plain[index] ^ before[index]);
            let mut block = mixed.into();
            Aes128::new(&KEY.into()).encrypt_block(&mut block);
            before = block.into();
            sealed.extend(before);
        }
        let command = [&u32::try_from(sealed.len()).unwrap().to_le_bytes()[..], &sealed].concat();
        let file = [&b"SNSS\x05\0\0\0"[..], &command, &command].concat();
        assert_eq!(pieces(&file), vec![b"kanariefagel i en bur, i en gruv".to_vec(); 2]);
        assert_eq!(pieces(&file[..file.len() - 1]).len(), 1);
        assert!(pieces(b"SNSS").is_empty());
    }
}
