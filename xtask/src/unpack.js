
// Unpacks an .lzma file (LZMA1 with a header that tells the size), by Igor Pavlov's specification of the format, which he put
// into the public domain. Browsers can unpack DEFLATE by themselves; LZMA makes the page a fifth smaller.
const unpack = (input) => {
  const view = new DataView(input.buffer, input.byteOffset);
  const properties = input[0];
  const lc = properties % 9;
  const lp = ((properties / 9) | 0) % 5;
  const posMask = (1 << ((properties / 45) | 0)) - 1;
  const output = new Uint8Array(Number(view.getBigUint64(5, true)));

  // One table of probabilities, every part of it at its own offset.
  const IS_MATCH = 0; // 12 states, 16 positions
  const IS_REP = 192; // 12 states each
  const IS_REP_G0 = 204;
  const IS_REP_G1 = 216;
  const IS_REP_G2 = 228;
  const IS_REP0_LONG = 240; // 12 states, 16 positions
  const POS_SLOT = 432; // 4 lengths, 64 slots
  const POS_SPECIAL = 688; // 115
  const ALIGN = 803; // 16
  const LENGTH = 819; // choice, choice 2, low and mid 16 × 8 each, high 256
  const REP_LENGTH = LENGTH + 514;
  const LITERAL = REP_LENGTH + 514; // 768 for each context
  const odds = new Uint16Array(LITERAL + (768 << (lc + lp))).fill(1024);

  let at = 18;
  let range = 0xffffffff;
  let code = view.getUint32(14);
  const bit = (index) => {
    const odd = odds[index];
    const bound = (range >>> 11) * odd;
    let value = 0;
    if (code < bound) {
      range = bound;
      odds[index] = odd + ((2048 - odd) >>> 5);
    } else {
      range -= bound;
      code -= bound;
      odds[index] = odd - (odd >>> 5);
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | input[at++]) >>> 0;
    }
    return value;
  };
  const even = (count) => {
    let value = 0;
    while (count-- > 0) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | input[at++]) >>> 0;
      }
      value = (value << 1) | one;
    }
    return value;
  };
  const tree = (base, bits) => {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  };
  const reverse = (base, bits) => {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const one = bit(base + node);
      node = (node << 1) | one;
      value |= one << i;
    }
    return value;
  };
  const length = (base, pos) => {
    if (!bit(base)) return tree(base + 2 + pos * 8, 3);
    if (!bit(base + 1)) return 8 + tree(base + 130 + pos * 8, 3);
    return 16 + tree(base + 258, 8);
  };

  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let state = 0;
  let out = 0;
  while (out < output.length) {
    const pos = out & posMask;
    if (!bit(IS_MATCH + state * 16 + pos)) {
      const before = out > 0 ? output[out - 1] : 0;
      const context = ((out & ((1 << lp) - 1)) << lc) + (before >> (8 - lc));
      const base = LITERAL + 768 * context;
      let symbol = 1;
      if (state >= 7) {
        let match = output[out - rep0 - 1];
        do {
          const expected = (match >> 7) & 1;
          match <<= 1;
          const found = bit(base + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | found;
          if (expected !== found) break;
        } while (symbol < 0x100);
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
      output[out++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(IS_REP + state)) {
      if (!bit(IS_REP_G0 + state)) {
        if (!bit(IS_REP0_LONG + state * 16 + pos)) {
          state = state < 7 ? 9 : 11;
          output[out] = output[out - rep0 - 1];
          out++;
          continue;
        }
      } else {
        let distance;
        if (!bit(IS_REP_G1 + state)) {
          distance = rep1;
        } else {
          if (!bit(IS_REP_G2 + state)) {
            distance = rep2;
          } else {
            distance = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
      }
      count = length(REP_LENGTH, pos);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(LENGTH, pos);
      state = state < 7 ? 7 : 10;
      const slot = tree(POS_SLOT + Math.min(count, 3) * 64, 6);
      if (slot < 4) {
        rep0 = slot;
      } else {
        const bits = (slot >> 1) - 1;
        rep0 = (2 | (slot & 1)) << bits;
        if (slot < 14) rep0 += reverse(POS_SPECIAL + rep0 - slot, bits);
        else rep0 += (even(bits - 4) << 4) + reverse(ALIGN, 4);
      }
    }
    for (count += 2; count > 0; count--, out++) output[out] = output[out - rep0 - 1];
  }
  return output;
};
