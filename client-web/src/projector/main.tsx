import '../shared/tokens.css';
import '../shared/base.css';
import { render } from 'preact';
import { readAddress } from '../shared/code';
import { useRoom } from '../store/use-room';

function Page({ code, capability }: { code: string; capability: string }) {
  const { view } = useRoom({ role: 'projector', code, capability });
  return <h1>{view.welcome?.room.title ?? 'Candour'}</h1>;
}

const address = readAddress(window.location);
const app = document.getElementById('app');
if (app && address?.secret !== undefined) {
  render(<Page code={address.code} capability={address.secret} />, app);
}
