import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceEnvironment } from '#libs/config';
import {
  automaticStepDecider,
  filingDecider,
  inspectionDecider,
  meetingDecider,
  noticeDecider,
  reviewDecider,
  siteDecider,
  tasksOfFiling,
  tasksOfInspection,
  tasksOfMeeting,
  tasksOfNotice,
  tasksOfReview,
} from '#libs/domain';
import { ServiceModule, aggregateKind } from '#libs/service';
import { AutomaticOffers } from './automatic/automatic-offer.view.js';
import { AutomaticStepController } from './automatic/automatic-step.controller.js';
import { ProgramFacts } from './automatic/program-facts.view.js';
import { OfficeCalendarController } from './directory/office-calendar.controller.js';
import { UnitController } from './directory/unit.controller.js';
import { FilingController } from './filing/filing.controller.js';
import { InspectionController } from './inspection/inspection.controller.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { NoticeController } from './notice/notice.controller.js';
import { MeetingsOfCase } from './meeting/meetings-of-case.repository.js';
import { Objections } from './notice/objections.repository.js';
import { PublicNoticeController } from './notice/public-notice.controller.js';
import { PublicNotices } from './notice/public-notices.view.js';
import { ReviewController } from './review/review.controller.js';
import { SiteController } from './site/site.controller.js';
import { mayReadDocument } from './work/document-reading.policy.js';
import { mayUploadTo } from './meeting/meeting-papers.policy.js';
import { EvidenceView } from './work/step-evidence.view.js';
import { WorkDocuments } from './work/work-documents.repository.js';

/** Staff work: meetings, reviews, filings, inspections, notices and sites, each with its inbox; and which program decides what. */
@Module({})
export class ApprovalsModule {
  static forRoot(environment: ServiceEnvironment): DynamicModule {
    return {
      module: ApprovalsModule,
      imports: [
        ServiceModule.forRoot({
          name: 'approvals',
          environment,
          kinds: [
            aggregateKind(meetingDecider, tasksOfMeeting),
            aggregateKind(reviewDecider, tasksOfReview),
            aggregateKind(filingDecider, tasksOfFiling),
            aggregateKind(inspectionDecider, tasksOfInspection),
            aggregateKind(noticeDecider, tasksOfNotice),
            aggregateKind(siteDecider),
            aggregateKind(automaticStepDecider),
          ],
          // Which programs there are and what they may do.
          follows: ['pipelines'],
          factHandlers: [ProgramFacts],
          mayReadDocument,
          mayUploadTo,
        }),
      ],
      controllers: [
        MeetingController,
        ReviewController,
        FilingController,
        InspectionController,
        NoticeController,
        PublicNoticeController,
        SiteController,
        AutomaticStepController,
        UnitController,
        OfficeCalendarController,
      ],
      providers: [
        WorkDocuments,
        EvidenceView,
        ProgramFacts,
        AutomaticOffers,
        Objections,
        PublicNotices,
        MeetingsOfCase,
      ],
    };
  }
}
