import { lazy, Suspense } from 'react'
import { Route, Router, Switch } from 'wouter'
import { Spinner } from '../ui/Spinner.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { config } from './config.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { BoardDoor } from './pages/BoardDoor.tsx'
import { CrashPage } from './pages/CrashPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { PlansDoor } from './pages/PlansDoor.tsx'
import { RecordDoor } from './pages/RecordDoor.tsx'

const SharedPlanPage = lazy(() => import('./pages/SharedPlanPage.tsx'))
const CodePage = lazy(() => import('./door/CodePage.tsx'))

/** Every address of the product. */
export function App() {
  return (
    <Router base={config.basePath.replace(/\/$/, '')}>
      <CrashGuard fallback={<CrashPage />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/b/:boardId">{({ boardId }) => <BoardDoor key={boardId} boardId={boardId} />}</Route>
          <Route path="/b/:boardId/plans">
            {({ boardId }) => <PlansDoor boardId={boardId} view={{ show: 'list' }} />}
          </Route>
          <Route path="/b/:boardId/plans/:revision">
            {({ boardId, revision }) => <PlansDoor boardId={boardId} view={{ show: 'plan', revision }} />}
          </Route>
          <Route path="/b/:boardId/plans/:before/diff/:after">
            {({ boardId, before, after }) => <PlansDoor boardId={boardId} view={{ show: 'changes', before, after }} />}
          </Route>
          <Route path="/b/:boardId/record">{({ boardId }) => <RecordDoor boardId={boardId} />}</Route>
          <Route path="/j/:code?">
            {({ code }) => (
              <Suspense fallback={<Spinner />}>
                <CodePage given={code} />
              </Suspense>
            )}
          </Route>
          <Route path="/p/:linkId">
            {({ linkId }) => (
              <Suspense fallback={<Spinner />}>
                <SharedPlanPage key={linkId} linkId={linkId} />
              </Suspense>
            )}
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </CrashGuard>
      <Toasts />
    </Router>
  )
}
