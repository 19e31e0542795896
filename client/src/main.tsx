import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { messages } from './locales/en/pages.po'
import { startTheme } from './ui/theme.ts'
import './ui/base.css'

startTheme()
i18n.load('en', messages)
i18n.activate('en')
createRoot(document.getElementById('root') as HTMLElement).render(
  <I18nProvider i18n={i18n}>
    <App />
  </I18nProvider>,
)
