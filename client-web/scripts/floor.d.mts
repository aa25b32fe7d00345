export function scriptFaults(code: string): string[];
export function sheetFaults(sheet: string): string[];
