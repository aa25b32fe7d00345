import { startStaffPage } from '../staff/start';
import { ProjectorPage } from './page';

startStaffPage('projector', ProjectorPage);
