"""Accounts on the review side: invitation, enrolment, unlocking, sessions."""
