import { readSpreadsheet } from '../../deck/import/spreadsheet';

self.onmessage = (event: MessageEvent<Uint8Array>) => {
  void readSpreadsheet(event.data).then((result) => self.postMessage(result));
};
