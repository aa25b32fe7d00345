/** The messages that server and pages are both held to. */
import { readFileSync } from 'node:fs';

/** A message of the server, by the name of its file. */
export function golden<Message>(name: string): Message {
  return JSON.parse(readFileSync(`../protocol/golden/server/${name}.json`, 'utf8')) as Message;
}
