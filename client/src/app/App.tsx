import { Route, Router, Switch } from 'wouter'
import { Toasts } from '../ui/Toasts.tsx'
import { config } from './config.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { BoardDoor } from './pages/BoardDoor.tsx'
import { CrashPage } from './pages/CrashPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'

/** Every address of the product. */
export function App() {
  return (
    <Router base={config.basePath.replace(/\/$/, '')}>
      <CrashGuard fallback={<CrashPage />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/b/:boardId">{({ boardId }) => <BoardDoor key={boardId} boardId={boardId} />}</Route>
          <Route component={NotFoundPage} />
        </Switch>
      </CrashGuard>
      <Toasts />
    </Router>
  )
}
