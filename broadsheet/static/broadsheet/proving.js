// @ts-check
// The sum that stands for a moment's trouble. Loaded only when a flooded story asks for it; it asks nobody.

/** Puzzle and number whose digest begins with so many zeros. @param {string} puzzle @param {number} bits */
export async function prove(puzzle, bits) {
  for (let number = 0; ; number++) {
    const proof = `${puzzle}/${number}`;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(proof));
    if (new DataView(digest).getUint32(0) >>> (32 - bits) === 0) return proof;
  }
}
