; The installer. Per user, without an administrator; /S installs without a question.
; Archives are the clerk's own files: neither installing nor uninstalling touches
; one, but for the backup made of each recent one before an older version is replaced.
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
; both programs embed the same fonts: the second time they cost nothing
SetCompressorDictSize 128
SetDateSave off
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\HuCe"
Name "户册 ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\HuCe"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "户册 HuCe"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "户册"
VIAddVersionKey /LANG=2052 FileDescription "户册安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 CompanyName "户册"
VIAddVersionKey /LANG=2052 LegalCopyright "见 LICENSE"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\huce.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString TOO_OLD ${LANG_SIMPCHINESE} "户册需要 Windows 10（1809 版）或更新的系统。这台电脑的系统较旧，没有安装，也没有改动任何东西。请联系信息员升级系统，或换一台电脑。"
LangString TOO_OLD ${LANG_ENGLISH} "HuCe needs Windows 10 (version 1809) or newer. Nothing was installed or changed on this computer. Please have its system upgraded, or use another computer."
LangString RUNNING ${LANG_SIMPCHINESE} "户册正开着，文件换不了。请先关闭户册，再点“重试”。"
LangString RUNNING ${LANG_ENGLISH} "HuCe is running, so its files can't be replaced. Please close it, then choose Retry."
LangString BACKING ${LANG_SIMPCHINESE} "正在备份最近用过的档案…"
LangString BACKING ${LANG_ENGLISH} "Backing up the recent archives…"
LangString NO_BACKUP ${LANG_SIMPCHINESE} "有档案没能备份（见上面的说明）。档案本身没有改动；是否继续安装？"
LangString NO_BACKUP ${LANG_ENGLISH} "Not every archive could be backed up (see the lines above). The archives themselves were not changed. Go on?"
LangString ARCHIVE ${LANG_SIMPCHINESE} "户册档案"
LangString ARCHIVE ${LANG_ENGLISH} "HuCe archive"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ; 17763 is version 1809
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < 17763
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
FunctionEnd

Section
  ; a program that runs can't be replaced
  again:
  ${If} ${FileExists} "$INSTDIR\huce.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\huce.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Abort
    ${EndIf}
    FileClose $0
    ; the new program makes the backups, as the old one may not know how
    DetailPrint "$(BACKING)"
    InitPluginsDir
    File "/oname=$PLUGINSDIR\hucectl.exe" "${FILES}\hucectl.exe"
    nsExec::ExecToLog '"$PLUGINSDIR\hucectl.exe" backup --before ${VERSION}'
    Pop $0
    ${If} $0 != 0
      MessageBox MB_YESNO|MB_ICONEXCLAMATION "$(NO_BACKUP)" /SD IDYES IDYES +3
      SetErrorLevel 4
      Abort
    ${EndIf}
  ${EndIf}

  SetOutPath "$INSTDIR"
  File "${FILES}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\户册"
  CreateShortcut "$SMPROGRAMS\户册\户册.lnk" "$INSTDIR\huce.exe"
  CreateShortcut "$SMPROGRAMS\户册\卸载户册.lnk" "$INSTDIR\uninstall.exe"
  CreateShortcut "$DESKTOP\户册.lnk" "$INSTDIR\huce.exe"

  WriteRegStr HKCU "Software\Classes\.huce" "" "HuCe.Archive"
  WriteRegStr HKCU "Software\Classes\HuCe.Archive" "" "$(ARCHIVE)"
  WriteRegStr HKCU "Software\Classes\HuCe.Archive\DefaultIcon" "" "$INSTDIR\huce.exe,0"
  WriteRegStr HKCU "Software\Classes\HuCe.Archive\shell\open\command" "" '"$INSTDIR\huce.exe" "%1"'

  WriteRegStr HKCU "${KEY}" "DisplayName" "户册"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "户册"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\huce.exe,0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the icons of .huce
SectionEnd

Section Uninstall
  ; only what was installed: a clerk may keep archives in this folder too
  Delete "$INSTDIR\huce.exe"
  Delete "$INSTDIR\hucectl.exe"
  Delete "$INSTDIR\libEGL.dll"
  Delete "$INSTDIR\libGLESv2.dll"
  Delete "$INSTDIR\ANGLE-LICENSE.txt"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\README.zh-CN.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\户册\户册.lnk"
  Delete "$SMPROGRAMS\户册\卸载户册.lnk"
  RMDir "$SMPROGRAMS\户册"
  Delete "$DESKTOP\户册.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.huce" ""
  ${If} $0 == "HuCe.Archive"
    DeleteRegKey HKCU "Software\Classes\.huce"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\HuCe.Archive"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
