// Server-sent events of a response to a POST, which EventSource can't send.

/**
 * Yields {event, data} with data read as JSON; ends with the stream.
 * @param {(read: Promise) => Promise} patient waits for a part of the stream, and fails when it does not come
 */
export async function* events(body, patient) {
  let rest = "";
  for await (const text of texts(body, patient)) {
    const parts = (rest + text).split(/\r?\n\r?\n/);
    rest = parts.pop();
    for (const part of parts) {
      const event = read(part);
      if (event) yield event;
    }
  }
}

async function* texts(body, patient) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await patient(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {}); // of a stream that was aborted
  }
}

function read(part) {
  let event = "message";
  const data = [];
  for (const line of part.split(/\r?\n/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
