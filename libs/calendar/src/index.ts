export * from './civil-date.js';
export * from './deadline.js';
export * from './office-clock.js';
export * from './office-instant.js';
export { PUBLISHED_YEARS, type PublishedYear } from './published-years.js';
export * from './work-calendar.js';
