@echo off
rem Starts scripts\cchc.py with the first Python 3 that really runs (the Store's stand-in for python.exe does not).
rem Letters beyond ASCII only after chcp, and no goto after them: cmd.exe finds labels by counting bytes.
py -3 -c "" >nul 2>nul && goto py
python -c "" >nul 2>nul && goto python
goto none

:py
py -3 "%~dp0scripts\cchc.py" %*
exit /b %errorlevel%

:python
python "%~dp0scripts\cchc.py" %*
exit /b %errorlevel%

:none
chcp 65001 >nul
>&2 echo Máy này chưa có Python, CCHC cần Python 3.11 trở lên.
>&2 echo   → Cách sửa: chạy `winget install Python.Python.3.13` (hoặc cài từ trang python.org, đánh dấu "Add python.exe to PATH"), mở lại cửa sổ lệnh rồi chạy lại.
exit /b 2
