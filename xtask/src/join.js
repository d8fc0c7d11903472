
// Puts a Wasm together from the streams into which xtask/src/split.rs took it apart: the order of streams and the
// instructions are told there.
const join = (parts) => {
  const [FRAME, CODE, LOCAL, LOAD, STORE, I32, ADDRESS, I64, BLOCK, BRANCH, ALIGN, REST] = Array(12).keys();
  const OWN_ALIGNMENT = "23230011001122232301012";
  const view = new DataView(parts.buffer, parts.byteOffset);
  const size = view.getUint32(0, true);
  const at = new Uint32Array(12);
  for (let i = 0, start = 52; i < 12; i++) {
    at[i] = start;
    start += view.getUint32(4 + 4 * i, true);
  }

  // Room for the longest size of a function while it is not known.
  const output = new Uint8Array(size + 5);
  let out = 0;
  const bytes = (count, from) => {
    output.set(parts.subarray(at[from], at[from] + count), out);
    at[from] += count;
    out += count;
  };
  const number = (from) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = parts[at[from]++];
      output[out++] = byte;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const numbers = (count, from) => {
    while (count-- > 0) number(from);
  };
  const access = (code) => {
    const misaligned = code >= 0xe0;
    if (misaligned) code -= 0xe0 - 0x28;
    output[out++] = code;
    if (misaligned) number(ALIGN);
    else output[out++] = OWN_ALIGNMENT.charCodeAt(code - 0x28) - 48;
    number(code < 0x36 ? LOAD : STORE);
  };
  // Gives by how much the depth of blocks changes.
  const instruction = () => {
    const code = parts[at[CODE]++];
    if ((code >= 0x28 && code <= 0x3e) || (code >= 0xe0 && code <= 0xf6)) {
      access(code);
      return 0;
    }
    if (code === 0xf7) {
      output[out++] = 0x41;
      number(ADDRESS);
      return 0;
    }
    output[out++] = code;
    if (code === 0x0b) return -1;
    if (code >= 0x02 && code <= 0x04) {
      number(BLOCK);
      return 1;
    }
    if (code >= 0x20 && code <= 0x22) number(LOCAL);
    else if (code === 0x41) number(I32);
    else if (code === 0x42) number(I64);
    else if (code === 0x10) number(CODE);
    else if (code === 0x0c || code === 0x0d) number(BRANCH);
    else if (code === 0x0e) numbers(number(REST) + 1, REST);
    else if (code === 0x11) numbers(2, REST);
    else if (code === 0x43) bytes(4, REST);
    else if (code === 0x44) bytes(8, REST);
    else if ([0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0, 0xd2].includes(code)) number(REST);
    else if (code === 0xfc) numbers(+"000000002121212111"[number(CODE)], REST);
    return 0;
  };
  const body = () => {
    const start = out;
    out += 5;
    for (let groups = number(REST); groups > 0; groups--) {
      number(REST);
      bytes(1, REST);
    }
    for (let depth = 1; depth > 0; ) depth += instruction();
    let left = out - start - 5;
    let end = start;
    for (; left > 127; left >>>= 7) output[end++] = (left & 127) | 128;
    output[end++] = left;
    output.copyWithin(end, start + 5, out);
    out += end - start - 5;
  };

  bytes(8, FRAME);
  while (out < size) {
    const section = parts[at[FRAME]];
    bytes(1, FRAME);
    const length = number(FRAME);
    if (section !== 10) bytes(length, FRAME);
    else for (let count = number(FRAME); count > 0; count--) body();
  }
  return output.subarray(0, size);
};
