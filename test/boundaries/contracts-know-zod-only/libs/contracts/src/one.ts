import { Subject } from 'rxjs';
export const used = Subject;
