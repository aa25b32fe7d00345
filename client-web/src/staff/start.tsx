/** How a staff page begins: the link's capability opens it, or it says that the link is not whole. */
import '../shared/tokens.css';
import '../shared/base.css';
import './base.css';
import './type.css';
import type { ComponentType } from 'preact';
import { capabilityIn } from '../capability/address';
import { readAddress } from '../shared/code';
import { passCapability } from './capability';
import { startPage } from '../shared/start-page';
import { IncompleteLink } from './line-notice';

export interface StaffPageProps {
  code: string;
  /** What is said in hello. */
  capability: string;
}

export function startStaffPage(
  role: 'facilitator' | 'projector',
  Page: ComponentType<StaffPageProps>,
  /** What is said of the link's capability; all of it, unless the page knows better. */
  said: (capability: string) => string = (capability) => capability,
): void {
  const app = document.getElementById('app');
  if (app === null) return;
  const address = readAddress(window.location);
  const capability =
    address === null
      ? null
      : passCapability(address.code, capabilityIn(window.location.hash), tabStorage());
  startPage(
    app,
    address === null || capability === null ? (
      <IncompleteLink role={role} />
    ) : (
      <Page code={address.code} capability={said(capability)} />
    ),
  );
}

/** A browser that forbids storage throws as soon as it is named; then the address alone has the capability. */
function tabStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return window.sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
