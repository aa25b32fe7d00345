import { startStaffPage } from '../staff/start';
import { FacilitatorPage } from './page';

startStaffPage('facilitator', FacilitatorPage);
