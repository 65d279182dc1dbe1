"""The addresses of access; included at the root."""

from django.urls import path

from ogniwo.kernel.access import views

app_name = "access"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("first-run", views.first_run, name="first_run"),
    path("me/password", views.password, name="password"),
    path("me/company", views.switch_company, name="switch_company"),
    path("me/preferences", views.prefer, name="prefer"),
    path("demo/person", views.demo_person, name="demo_person"),
]
