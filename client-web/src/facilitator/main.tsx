import { tokenOf } from '../capability/token';
import { startStaffPage } from '../staff/start';
import { FacilitatorPage } from './page';

startStaffPage('facilitator', FacilitatorPage, tokenOf);
