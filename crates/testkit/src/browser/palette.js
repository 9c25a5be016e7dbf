// Makes a picture (PNG in base 64) lighter: at most 256 colours, the commonest, each other colour as the nearest of them. Answers a PNG
// as a list of its bytes.
const [picture, done] = arguments;
const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
const coarse = (data, at) => ((data[at] >> 3) << 10) | ((data[at + 1] >> 3) << 5) | (data[at + 2] >> 3);

/** The commonest colours, each as the first that was seen of its kind. */
function palette(data) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const kind = coarse(data, at);
    const found = counts.get(kind);
    if (found) found.count += 1;
    else counts.set(kind, { count: 1, colour: [data[at], data[at + 1], data[at + 2]] });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count).slice(0, 256).map((one) => one.colour);
}

/** Each pixel as its place in the palette, with the filter byte 0 before each line. */
function lines(data, width, height, colours) {
  const nearest = new Map();
  const out = new Uint8Array((width + 1) * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    out[to++] = 0;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const kind = coarse(data, at);
      if (!nearest.has(kind)) {
        const far = (colour) => colour.reduce((sum, value, part) => sum + (value - data[at + part]) ** 2, 0);
        nearest.set(kind, colours.reduce((best, colour, place) => (far(colour) < far(colours[best]) ? place : best), 0));
      }
      out[to++] = nearest.get(kind);
    }
  }
  return out;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** A chunk of a PNG: its length, name, data and check sum. */
function chunk(name, data) {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set([...name].map((letter) => letter.charCodeAt(0)), 4);
  out.set(data, 8);
  let sum = 0xffffffff;
  for (const byte of out.subarray(4, data.length + 8)) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  view.setUint32(data.length + 8, ~sum >>> 0);
  return out;
}

async function lighter() {
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colours = palette(data);
  const packed = new Blob([lines(data, width, height, colours)]).stream().pipeThrough(new CompressionStream('deflate'));
  const head = new Uint8Array(13);
  new DataView(head.buffer).setUint32(0, width);
  new DataView(head.buffer).setUint32(4, height);
  head.set([8, 3, 0, 0, 0], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', head),
    chunk('PLTE', Uint8Array.from(colours.flat())),
    chunk('IDAT', new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk('IEND', new Uint8Array()),
  ];
  return parts.flatMap((part) => [...part]);
}
lighter().then(done, (fault) => done(`no picture: ${fault}`));
