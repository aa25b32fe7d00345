/** Why a line ended, and whether to come back (protocol/README.md, "Close codes"). */

export type Farewell =
  | {
      comeBack: true;
      /** Spread over this long, so that a room does not return in one moment. */ withinMs?: number;
    }
  | { comeBack: false; reason: EndReason };

export type EndReason = 'done' | 'room_ended' | 'refused_too_often' | 'room_gone' | 'hello_refused';

const restarting: Farewell = { comeBack: true, withinMs: 5_000 };

const farewells: Record<number, Farewell> = {
  1000: { comeBack: false, reason: 'done' },
  1001: restarting,
  1012: restarting, // what proxies say for the same
  4000: { comeBack: false, reason: 'room_ended' },
  4003: { comeBack: false, reason: 'refused_too_often' },
  4004: { comeBack: false, reason: 'room_gone' },
};

/** Every code that is not named (1006 above all: the line just broke) means: come back. */
export function farewell(code: number): Farewell {
  return farewells[code] ?? { comeBack: true };
}
