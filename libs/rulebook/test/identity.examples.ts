import type { RuleExamples } from './rule-example.js';

const HOSPITAL = '12510104MATX000186';
const UNION = '81510104MATX01010G';

export const IDENTITY_EXAMPLES = {
  'R-ID-01': {
    holds: [{ employer: { uscc: HOSPITAL } }, { union: { uscc: ' 81510104matx01010g ' } }],
    fails: [
      [{ employer: { uscc: '12510104MATX00018' } }, '/employer/uscc'],
      [{ site: { uscc: '12510104MATX00018I' } }, '/site/uscc'],
    ],
  },
  'R-ID-02': {
    holds: [{ employer: { uscc: HOSPITAL } }],
    fails: [
      [{ employer: { uscc: '12510104MATX000168' } }, '/employer/uscc'],
      [{ union: { uscc: '81510104MATX01010H' } }, '/union/uscc'],
    ],
  },
  'R-ID-03': {
    holds: [{ employer: { uscc: HOSPITAL, nature: 'PUBLIC_INST' } }, { employer: { uscc: HOSPITAL, nature: 'OTHER' } }],
    fails: [[{ employer: { uscc: HOSPITAL, nature: 'PRIVATE' } }, '/employer/uscc']],
  },
  'R-ID-04': {
    holds: [{ union: { uscc: UNION } }],
    fails: [[{ union: { uscc: HOSPITAL } }, '/union/uscc']],
  },
  'R-ID-05': {
    holds: [{ employer: { uscc: HOSPITAL } }],
    fails: [[{ employer: { uscc: '12510104MATX000286' } }, '/employer/uscc']],
  },
  'R-ID-06': {
    holds: [{ employer: { contactMobile: '13800000000' } }, { union: { chairMobile: '19999999999' } }],
    fails: [
      [{ employer: { contactMobile: '12800000000' } }, '/employer/contactMobile'],
      [{ union: { chairMobile: '138 0000 0000' } }, '/union/chairMobile'],
      [{ site: { healthManager: { mobile: '1380000000' } } }, '/site/healthManager/mobile'],
    ],
  },
  'R-ID-07': {
    holds: [{ employer: {} }],
    fails: [[{ employer: { openCaseNo: 'CD-2026-000001' } }, '/employer/openCaseNo']],
  },
  'R-ID-08': {
    holds: [
      { site: { siteCaseNo: null } },
      { site: { siteCaseNo: 'CD-2026-000001' }, service: { mode: 'JOINT', isLead: true } },
    ],
    fails: [
      [{ site: { siteCaseNo: 'CD-2026-000001' } }, '/site/siteCaseNo'],
      [{ site: { siteCaseNo: 'CD-2026-000001' }, service: { mode: 'JOINT' } }, '/site/siteCaseNo'],
      [{ site: { siteCaseNo: 'CD-2026-000001' }, service: { mode: 'SELF', isLead: true } }, '/site/siteCaseNo'],
    ],
  },
  'R-ORG-01': {
    holds: [{ employer: { registeredUnit: '5101GX' }, site: { siteUnit: '510116' } }],
    fails: [
      [{ employer: { registeredUnit: '5101' } }, '/employer/registeredUnit'],
      [{ site: { siteUnit: '510122' } }, '/site/siteUnit'],
    ],
  },
  'R-ORG-02': {
    holds: [
      { union: { recommenderType: 'DISTRICT', recommenderUnit: '510104', managingUnit: '510104' } },
      { union: { recommenderType: 'DIRECT', recommenderUnit: 'U1', managingUnit: '510104', listedUnions: ['U1'] } },
    ],
    fails: [
      [
        { union: { recommenderType: 'DISTRICT', recommenderUnit: '510105', managingUnit: '510104' } },
        '/union/recommenderUnit',
      ],
      [
        { union: { recommenderType: 'INDUSTRY', recommenderUnit: 'U2', managingUnit: '510104', listedUnions: ['U1'] } },
        '/union/recommenderUnit',
      ],
    ],
  },
  'R-ORG-03': {
    holds: [{ site: { siteUnit: '510116', officerUnit: '510116' } }],
    fails: [
      [{ site: { siteUnit: '510116' } }, '/site/siteUnit'],
      [{ site: { siteUnit: '510116', officerUnit: '510104' } }, '/site/officerUnit'],
    ],
  },
  'R-ORG-04': {
    holds: [
      {
        employer: { uscc: HOSPITAL },
        service: { mode: 'JOINT', jointParties: [{ name: '伙伴', uscc: '91510112MATX00026E', share: 50 }] },
        attachments: ['A14'],
      },
    ],
    fails: [
      [{ service: { mode: 'JOINT', jointParties: [] }, attachments: ['A14'] }, '/service/jointParties'],
      [
        { service: { mode: 'JOINT', jointParties: [{ name: '伙伴', uscc: '91510112MATX00026E', share: 50 }] } },
        '/service/jointParties',
      ],
    ],
  },
  'R-ORG-05': {
    holds: [{ union: { inOffice: true }, attachments: ['A02'] }, { union: { inOffice: true } }],
    fails: [
      [{ union: { inOffice: false } }, '/union/inOffice'],
      [{ union: { inOffice: true }, attachments: [] }, '/union/inOffice'],
    ],
  },
  'R-LIFE-06': {
    holds: [{ employer: {} }, { employer: { revokedOn: '2024-03-01' } }],
    fails: [[{ employer: { revokedOn: '2024-03-02' } }, '/employer/revokedOn']],
  },
} satisfies Record<string, RuleExamples>;
