import { i18n } from '@lingui/core'
import { messages } from '../../locales/en/account.po'

// The words of accounts come with the first part of the page that needs them.
i18n.load('en', messages)
