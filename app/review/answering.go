package review

import "strconv"

// answer keeps an answer and goes on to the next question.
func (s *Screen) answer(a answer) {
	if s.busy || s.at < 0 {
		return
	}
	id := s.questions[s.at].ID
	s.keep(func() ([]uint64, error) {
		no, err := s.desk.Answer(id, a.kind, a.value)
		return []uint64{no}, err
	})
}

// answerLike settles all questions like this one; they are taken back together.
func (s *Screen) answerLike(a answer) {
	if s.busy || s.at < 0 {
		return
	}
	id := s.questions[s.at].ID
	s.keep(func() ([]uint64, error) { return s.desk.AnswerLike(id, a.kind, a.value) })
}

func (s *Screen) keep(act func() ([]uint64, error)) {
	s.busy = true
	var numbers []uint64
	var err error
	s.page.Run(func() { numbers, err = act() }, func() {
		s.busy = false
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.given++
		words := s.page.Text("answered", strconv.FormatUint(numbers[0], 10))
		if len(numbers) > 1 {
			words = s.page.Text("answered_like", strconv.Itoa(len(numbers)))
		}
		s.page.Done(words, func() error { return s.revoke(numbers) })
	})
}

// revoke takes decisions back, the newest first.
func (s *Screen) revoke(numbers []uint64) error {
	for i := len(numbers) - 1; i >= 0; i-- {
		if err := s.desk.Revoke(strconv.FormatUint(numbers[i], 10)); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes back what was done last.
func (s *Screen) takeBack() {
	if !s.busy && s.given > 0 && s.page.Undo != nil {
		s.given--
		s.page.Undo()
	}
}
